import { openSite, surviveOutage, type Site } from './database-away-kit.js';

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site.close());

test('a database that restarts under load ends no process, loses no acknowledged write, and is heard again', async () => {
  const { wrong, lost, ended, subscription, acknowledged } = await surviveOutage(site, 0);
  expect({ wrong, lost, ended, subscription }).toEqual({ wrong: [], lost: 0, ended: [], subscription: null });
  expect(acknowledged).toBeGreaterThan(0);
}, 180_000);
