import { giveUp, lasting, passThrough, passing, type MailOutcome } from './mail-server-away-kit.js';
import { openMailSite, type MailSite } from './mail-site.js';

/** Asked for in each trouble. */
const mails = 60;

let site: MailSite;
/** Milliseconds that asking for a mail took while the server was there. */
let usualMs: number;

beforeAll(async () => {
  site = await openMailSite();
  const [usual] = await passThrough(site, [null], mails);
  usualMs = usual?.askMs ?? NaN;
});
afterAll(() => site.close());

function report(trouble: string, outcome: MailOutcome): void {
  const { asked, askMs, tries, taken, notTaken, wrong, doneMs } = outcome;
  console.log(
    `A mail server that ${trouble}: ${String(asked)} mails asked for, each in ${askMs.toFixed(1)} ms in the middle ` +
      `(${usualMs.toFixed(1)} while it takes mails); ${String(tries)} tries, ${String(taken)} taken, ` +
      `${String(notTaken)} more came whole, ${String(wrong.length)} doubled or under another Message-ID; ` +
      `done ${String(doneMs)} ms after it`,
  );
}

function expectSent(outcomes: readonly MailOutcome[], each: number): void {
  expect(outcomes.map(({ after, taken, wrong }) => ({ after, taken, wrong }))).toEqual(
    outcomes.map(() => ({ after: { 'notice SENT': each / 2 }, taken: each, wrong: [] })),
  );
}

test.each(Object.entries(passing))('a mail server that %s', async (name, trouble) => {
  const outcomes = await passThrough(site, [trouble], mails);
  for (const outcome of outcomes) report(name, outcome);
  expectSent(outcomes, mails);
});

test('a mail server that comes from one trouble into the next', async () => {
  const each = mails / Object.keys(passing).length;
  const outcomes = await passThrough(site, Object.values(passing), each);
  for (const [index, name] of Object.keys(passing).entries())
    for (const outcome of outcomes.slice(index, index + 1)) report(`${name}, one trouble of many`, outcome);
  expectSent(outcomes, each);
});

test('a mail server that is away until mails are given up', async () => {
  const outcome = await giveUp(site, mails);
  report('is away until mails are given up', outcome);
  expect(outcome.meanwhile).toEqual({
    'notice QUEUED': mails / 2,
    'mail-notice FAILED: ECONNREFUSED': mails / 2,
    'mail-sign-in-link FAILED: ECONNREFUSED': mails / 2,
  });
  expectSent([outcome], mails);
});

test.each(Object.entries(lasting))('a mail server that %s', async (name, trouble) => {
  const outcomes = await passThrough(site, [trouble], mails);
  for (const outcome of outcomes) report(name, outcome);
  const failure = `The mail server refused the mail for good: ${String(trouble.does)}.`;
  const seen = {
    [`notice BOUNCED: ${failure}`]: mails / 2,
    [`mail-sign-in-link FAILED: ${failure}`]: mails / 2,
  };
  expect(outcomes.map(({ after, tries, taken, wrong }) => ({ after, tries, taken, wrong }))).toEqual([
    { after: seen, tries: mails, taken: 0, wrong: [] },
  ]);
});
