import { releaseProgram } from '@plenary/program';
import { aReleasedEvent } from '@plenary/testing';
import { startTestApi } from './kit.js';

test('staff read what was done in their event, page by page, and nobody else does', async () => {
  const api = await startTestApi();
  const event = await aReleasedEvent(api.operator);
  for (let count = 0; count < 3; count += 1) await releaseProgram(event, { waivers: [], waiveAll: null });
  await aReleasedEvent(api.operator);
  const organiser = await api.signedIn('ORGANISER', event);
  const document = `query ($slug: String!, $after: String) {
    event(slug: $slug) { auditLog(first: 3, after: $after) { nodes { action actorKind subjectKind } endCursor } }
  }`;
  const ask = async (after: string | null) => {
    const { body } = await api.graphql(document, { slug: event.event.slug, after }, organiser);
    const {
      auditLog,
    }: { auditLog: { nodes: { action: string; actorKind: string }[]; endCursor: string | null } } =
      JSON.parse(body).data.event;
    return auditLog;
  };
  const first = await ask(null);
  expect(first.nodes.map(({ action, actorKind }) => [action, actorKind])).toEqual(
    Array.from({ length: 3 }, () => ['releaseProgram', 'operator']),
  );
  const second = await ask(first.endCursor);
  expect(second.nodes.length).toBeGreaterThan(0);
  expect([...first.nodes, ...second.nodes].filter(({ action }) => action === 'releaseProgram')).toHaveLength(
    4,
  );
  const slug = event.event.slug;
  const refused = async (cookie?: string) =>
    (await api.graphql(document, { slug, after: null }, cookie)).codes;
  expect(await refused()).toEqual(['UNAUTHENTICATED']);
  expect(await refused(await api.signedIn('VIEWER', event))).toEqual(['FORBIDDEN']);
  const page = `query ($slug: String!) { event(slug: $slug) { auditLog(first: 101) { endCursor } } }`;
  expect((await api.graphql(page, { slug }, organiser)).codes).toEqual(['BAD_INPUT']);
  await api.close();
});
