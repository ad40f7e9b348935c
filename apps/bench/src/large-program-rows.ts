import { fileURLToPath } from 'node:url';
import { createCtx } from '@plenary/platform';
import { freePort } from '@plenary/platform/postgres';
import { closeServices } from '@plenary/platform/services';
import { aPerson, aReleasedEvent, startChild, type EventParts } from '@plenary/testing';
import { contest } from './harness.js';
import { servicesOn, startApi } from './installation.js';
import { answersASecond, type LoadRequest } from './load.js';
import { against } from './program-rows.js';
import type { Report } from './report.js';

const [days, rooms, slots] = [5, 10, 10];
const people = 200;
const [roundMs, rounds] = [2_000, 5];
const peer = fileURLToPath(new URL('./peers/postgraphile.js', import.meta.url));

const ourQuery = `{ event(slug: "large") { title { text } program { sessions {
  id kind plenary title { text } startsAt endsAt languages interpretation
  room { name { text } }
  appearances { role person { familyName { text } givenName { text } title { text } country } }
} } } }`;

const theirQuery = `{ allEvents(condition: { slug: "large" }) { nodes { title sessionsByEventId { nodes {
  id kind plenary title startsAt endsAt languages interpretation
  roomByEventIdAndRoomId { name }
  appearancesByEventIdAndSessionId { nodes {
    role personByEventIdAndPersonId { familyName givenName title country }
  } }
} } } } }`;

/** A conference of 500 sessions: its feed and its page against the same bytes, its GraphQL against PostGraphile on the same rows. */
export async function largeProgramRows(report: Report, databaseUrl: string, folder: string): Promise<void> {
  const services = servicesOn(databaseUrl, folder, 'bench program');
  await aReleasedEvent(createCtx(services, { kind: 'operator' }, 'bench'), aConference());
  await closeServices(services);

  const { child: server, port } = await startApi(databaseUrl, folder);
  const peerPort = await freePort();
  const child = startChild(process.execPath, [peer, databaseUrl, String(peerPort)]);
  await child.waitFor(/ready/);
  const ours: LoadRequest = {
    port,
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query: ourQuery }),
    cookie: 'seen=1',
  };
  const theirs: LoadRequest = {
    port: peerPort,
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query: theirQuery }),
  };
  const feed: LoadRequest = { port, method: 'GET', path: '/events/large/program.json' };
  const name = 'program.json of 500 sessions';
  await report.row(name, () => against(name, feed, { least: 0.85 }, folder));
  const page: LoadRequest = { port, method: 'GET', path: '/events/large' };
  const pageName = 'event page of 500 sessions';
  await report.row(pageName, () => against(pageName, page, { least: 0.85 }, folder));
  await report.row('program of 500 sessions over GraphQL', async () => {
    await answersASecond(ours, roundMs);
    await answersASecond(theirs, roundMs);
    return contest({
      name: 'program of 500 sessions over GraphQL',
      unit: 'answers/s',
      against: 'PostGraphile 5, same rows',
      ours: () => answersASecond(ours, roundMs),
      theirs: () => answersASecond(theirs, roundMs),
      rounds,
      target: { least: 5 },
    });
  });
  for (const { process: running, ended } of [server, child]) {
    running.kill('SIGKILL');
    await ended;
  }
}

function aConference(): EventParts {
  const hour = (slot: number): string => String(8 + slot).padStart(2, '0');
  const sessions = Array.from({ length: days * rooms * slots }, (_, number) => {
    const room = number % rooms;
    const slot = Math.floor(number / rooms) % slots;
    const day = 23 + Math.floor(number / rooms / slots);
    const who = (place: number) => `person-${String((number * 2 + place) % people)}`;
    return {
      key: `session-${String(number)}`,
      kind: 'PANEL' as const,
      title: { en: `Panel ${String(number)} on bridges`, ja: `橋についての討論 ${String(number)}` },
      room: `room-${String(room)}`,
      startsAt: `2026-11-${String(day)}T${hour(slot)}:00:00+09:00`,
      endsAt: `2026-11-${String(day)}T${hour(slot)}:45:00+09:00`,
      languages: ['en'],
      interpretation: ['ja'],
      appearances: [
        { person: who(0), role: 'MODERATOR' as const },
        { person: who(1), role: 'PANELIST' as const },
      ],
    };
  });
  return {
    event: { slug: 'large', startsOn: '2026-11-23', endsOn: '2026-11-27' },
    people: Array.from({ length: people }, (_, number) => aPerson(`person-${String(number)}`)),
    program: {
      rooms: Array.from({ length: rooms }, (_, number) => ({
        key: `room-${String(number)}`,
        name: { en: `Hall ${String(number)}` },
      })),
      sessions,
    },
  };
}
