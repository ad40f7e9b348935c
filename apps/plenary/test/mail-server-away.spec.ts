import { giveUp, lasting, passThrough, passing, type MailOutcome } from './mail-server-away-kit.js';
import { openMailSite, type MailSite } from './mail-site.js';

let site: MailSite;

beforeAll(async () => {
  site = await openMailSite();
}, 120_000);
afterAll(() => site.close());

/** Without what depends on how fast the machine is. */
function facts({ asked, meanwhile, after, taken, wrong }: MailOutcome) {
  return { asked, meanwhile, after, taken, wrong };
}

/** Of a notice and of a link to sign in that are tried again, and then sent. */
const sentAfter = (failure: string) => ({
  asked: 2,
  meanwhile: {
    'notice QUEUED': 1,
    [`mail-notice RUNNING: ${failure}`]: 1,
    [`mail-sign-in-link RUNNING: ${failure}`]: 1,
  },
  after: { 'notice SENT': 1 },
  taken: 2,
  wrong: [],
});

const refused = {
  'notice BOUNCED: The mail server refused the mail for good: 550.': 1,
  'mail-sign-in-link FAILED: The mail server refused the mail for good: 550.': 1,
};

// All of them, each by itself: npm run trials.
test('what was asked for while the mail server is in trouble is sent once, or staff see that it was refused', async () => {
  const troubles = [
    lasting['refuses recipients for good'],
    passing['says nothing'],
    passing['is away'],
    passing['refuses recipients for now'],
    passing['takes mails and is cut off before it says so'],
  ];
  const outcomes = await passThrough(site, troubles, 2);
  expect(outcomes.map(facts)).toEqual([
    { asked: 2, meanwhile: refused, after: refused, taken: 0, wrong: [] },
    sentAfter('ETIMEDOUT'),
    sentAfter('ECONNREFUSED'),
    sentAfter('451'),
    sentAfter('ECONNECTION'),
  ]);
  expect(outcomes[0]?.tries).toBe(2);
  expect(outcomes.at(-1)?.notTaken).toBeGreaterThanOrEqual(2);
}, 120_000);

test('mails that were given up while it was away are sent once staff have them tried again', async () => {
  expect(facts(await giveUp(site, 2))).toEqual({
    asked: 2,
    meanwhile: {
      'notice QUEUED': 1,
      'mail-notice FAILED: ECONNREFUSED': 1,
      'mail-sign-in-link FAILED: ECONNREFUSED': 1,
    },
    after: { 'notice SENT': 1 },
    taken: 2,
    wrong: [],
  });
}, 120_000);
