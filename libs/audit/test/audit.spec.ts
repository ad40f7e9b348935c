import { releaseProgram } from '@plenary/program';
import { aReleasedEvent } from '@plenary/testing';
import { startTestApi } from '@plenary/testing/api';

test('staff read what was done in their event, page by page, and nobody else does', async () => {
  const api = await startTestApi();
  const event = await aReleasedEvent(api.operator);
  const organiser = await api.signedIn('ORGANISER', event);
  for (let count = 0; count < 3; count += 1) await releaseProgram(event, { waivers: [], waiveAll: null });
  await aReleasedEvent(api.operator);
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

  // ADMIN sees the whole installation, and nobody else does.
  const whole = '{ auditLog(first: 100) { nodes { action eventId } } jobs { job eventId state } }';
  const admin = await api.signedIn('ADMIN', null);
  const {
    auditLog,
    jobs,
  }: { auditLog: { nodes: { action: string; eventId: string | null }[] }; jobs: unknown[] } = JSON.parse(
    (await api.graphql(whole, {}, admin)).body,
  ).data;
  const eventsOf = (action: string) =>
    auditLog.nodes.filter((entry) => entry.action === action).map(({ eventId }) => eventId);
  expect(new Set(eventsOf('releaseProgram')).size).toBe(2);
  expect(eventsOf('signIn')).toContain(null);
  expect(jobs).toEqual([]);
  await event.db.outbox.create({ data: { job: 'mail-notice', payload: {}, eventId: event.event.id } });
  expect(JSON.parse((await api.graphql(whole, {}, admin)).body).data.jobs).toEqual([
    { job: 'mail-notice', eventId: event.event.id, state: 'WAITING' },
  ]);
  for (const caller of [organiser, undefined]) {
    const expected = caller === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect((await api.graphql('{ jobs { job } }', {}, caller)).codes).toEqual([expected]);
    expect((await api.graphql('{ auditLog { endCursor } }', {}, caller)).codes).toEqual([expected]);
  }
  await api.close();
});
