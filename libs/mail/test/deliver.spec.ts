import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { MailRefused, deliver, listKeptMail, signInMail } from '@plenary/mail';
import type { SettingTexts } from '@plenary/platform/settings';
import {
  createDatabase,
  createTestBench,
  startMailServer,
  type MailStage,
  type TestBench,
  type TestDatabase,
} from '@plenary/testing';
import { domainToUnicode } from 'node:url';
import PostalMime from 'postal-mime';

const id = '01a20cac-0000-7000-8000-000000000001';
const mail = signInMail('ja', { url: 'http://127.0.0.1:3000/sign-in#secret', minutes: 10 });
const to = 'someone@example.org';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

async function withBench(
  smtpUrl: string | null,
  work: (bench: TestBench) => Promise<void>,
  settings: SettingTexts = {},
): Promise<void> {
  const bench = await createTestBench({
    database,
    settings: { ...settings, ...(smtpUrl === null ? {} : { SMTP_URL: smtpUrl }) },
  });
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}

/** `taken`, `refused` for good, or `again`: worth another try. */
async function outcome({ operator }: TestBench, address = to, words = mail): Promise<string> {
  try {
    await deliver(operator, id, address, words);
    return 'taken';
  } catch (error) {
    return error instanceof MailRefused ? 'refused' : 'again';
  }
}

test('a mail goes to one recipient, as text and HTML, with a Message-ID that a copy repeats', async () => {
  const server = await startMailServer();
  await withBench(server.url, async ({ operator }) => {
    await deliver(operator, id, to, mail);
    await deliver(operator, id, to, mail);
  });
  await server.close();
  expect(
    server.received.map(({ sender, recipients, envelopeId }) => [sender, recipients, envelopeId]),
  ).toEqual([
    ['plenary@localhost', [to], id],
    ['plenary@localhost', [to], id],
  ]);
  for (const { text } of server.received) {
    const { messageId, headers, html, text: plain } = await PostalMime.parse(text);
    expect(messageId).toBe(`<${id}@127.0.0.1>`);
    const values = new Map(headers.map(({ key, value }) => [key, value]));
    expect([values.get('auto-submitted'), values.get('x-plenary-mail')]).toEqual(['auto-generated', id]);
    expect(values.has('list-unsubscribe')).toBe(false);
    expect(plain).toContain('サインインする:\nhttp://127.0.0.1:3000/sign-in#secret');
    expect(html).toContain('<a href="http://127.0.0.1:3000/sign-in#secret">サインインする</a>');
  }
});

test('reports of failure go where MAIL_BOUNCES says, and the sender is shown as before', async () => {
  const server = await startMailServer();
  const settings = { MAIL_FROM: 'Symposium <office@example.org>', MAIL_BOUNCES: 'bounces@example.org' };
  await withBench(server.url, ({ operator }) => deliver(operator, id, to, mail), settings);
  await server.close();
  const [received] = server.received;
  expect([received?.sender, received?.recipients]).toEqual(['bounces@example.org', [to]]);
  const { from } = await PostalMime.parse(received?.text ?? '');
  expect(from).toEqual({ name: 'Symposium', address: 'office@example.org' });
});

test('what is not essential carries its way out: a link, and a button where the server speaks TLS', async () => {
  const server = await startMailServer();
  const way = (scheme: string): string =>
    `${scheme}://example.org/unsubscribe?token=${'x'.repeat(120)}&language=ja`;
  await withBench(server.url, async ({ operator }) => {
    for (const scheme of ['https', 'http']) await deliver(operator, id, to, mail, way(scheme));
  });
  await server.close();
  const found = await Promise.all(
    server.received.map(async ({ text }) => {
      const { headers, text: plain = '' } = await PostalMime.parse(text);
      const values = new Map(headers.map(({ key, value }) => [key, value]));
      return [
        values.get('list-unsubscribe'),
        values.get('list-unsubscribe-post'),
        plain.trim().split('\n').at(-1),
      ];
    }),
  );
  expect(found).toEqual([
    [`<${way('https')}>`, 'List-Unsubscribe=One-Click', way('https')],
    [`<${way('http')}>`, undefined, way('http')],
  ]);
});

describe('exactly one recipient', () => {
  const hostile = [
    '',
    ' ',
    'nobody',
    '@example.org',
    'a@',
    'a@b@example.org',
    'a@example.org, victim@example.org',
    'a@example.org,victim@example.org',
    'a@example.org;victim@example.org',
    'a@example.org victim@example.org',
    'a@example.org\tvictim@example.org',
    'a@example.org\nvictim@example.org',
    'a@example.org\r\nRCPT TO:<victim@example.org>',
    'a@example.org>\r\nRCPT TO:<victim@example.org',
    'a@example.org\r\nBcc: victim@example.org',
    'a@example.org\u0000victim@example.org',
    'a@example.org\u2028victim@example.org',
    '<victim@example.org>',
    'A <victim@example.org>',
    'a@example.org <victim@example.org>',
    'a@example.org> <victim@example.org',
    '"a@example.org" <victim@example.org>',
    '"victim@example.org"@example.org',
    '"a, victim@example.org"@example.org',
    '"a b"@example.org',
    '"a\\"@example.org, victim@example.org"@example.org',
    'a(victim@example.org)@example.org',
    'a@example.org (victim@example.org)',
    'Friends: victim@example.org;',
    'Friends: a@example.org, victim@example.org;',
    'undisclosed-recipients:;',
    'a%victim@example.org@example.org',
    '=?utf-8?q?victim=40example.org?=@example.org',
    '=?utf-8?b?dmljdGltQGV4YW1wbGUub3Jn?=',
    'a@[127.0.0.1]',
    'a@example.org.\u200B',
    'a\u202E@example.org',
    'ａ@example.org',
    'a@exa mple.org',
    'a@-example.org',
    'a@example..org',
    'a..b@example.org',
    '.a@example.org',
    `${'a'.repeat(250)}@example.org`,
    'mailto:victim@example.org',
    'a@example.org?bcc=victim@example.org',
  ];

  test(`none of ${String(hostile.length)} addresses that could be read in two ways is sent to`, async () => {
    const server = await startMailServer();
    await withBench(server.url, async (bench) => {
      const outcomes = await Promise.all(
        hostile.map(async (address) => [address, await outcome(bench, address)]),
      );
      expect(outcomes).toEqual(hostile.map((address) => [address, 'refused']));
    });
    await server.close();
    expect(server.received).toEqual([]);
  });

  test.each([
    'first.last+tag@example.org',
    "o'brien@example.org",
    'UPPER@EXAMPLE.ORG',
    'a_b-c@sub.example.org',
    'user@xn--r8jz45g.example',
  ])('%s is sent to as it stands', async (address) => {
    const server = await startMailServer();
    await withBench(server.url, async (bench) => {
      expect(await outcome(bench, address)).toBe('taken');
    });
    await server.close();
    // The domain's case is of no account (RFC 5321, 2.3.5), and this server shows it in its own script.
    const [local, domain = ''] = address.split('@');
    expect(server.received.map(({ recipients }) => recipients)).toEqual([
      [`${String(local)}@${domainToUnicode(domain)}`],
    ]);
    expect((await PostalMime.parse(server.received[0]?.text ?? '')).to).toHaveLength(1);
  });

  const subjects = [
    'Hello\r\nBcc: victim@example.org',
    'Hello\nBcc: victim@example.org',
    'Hello\rBcc: victim@example.org',
    'Hello\r\n\r\n<p>body</p>',
    'Hello\r\n Bcc: victim@example.org',
    'Hello\r\n\tTo: victim@example.org',
    'Hello\u2028Bcc: victim@example.org',
    'Hello\u0085Bcc: victim@example.org',
    'Hello\u000BBcc: victim@example.org',
    'Hello\u0000Bcc: victim@example.org',
    '=?utf-8?q?Hello=0D=0ABcc:_victim=40example.org?=',
    'To: victim@example.org',
    '件名\r\nBcc: victim@example.org',
    'שלום\r\nBcc: victim@example.org',
    `${'x'.repeat(2_000)}\r\nBcc: victim@example.org`,
    `${'長'.repeat(2_000)}\r\nBcc: victim@example.org`,
    '\r\n.\r\nMAIL FROM:<victim@example.org>',
  ];

  test(`none of ${String(subjects.length)} subjects brings in a header`, async () => {
    const server = await startMailServer();
    await withBench(server.url, async (bench) => {
      for (const subject of subjects) expect(await outcome(bench, to, { ...mail, subject })).toBe('taken');
    });
    await server.close();
    expect(server.received.map(({ recipients }) => recipients)).toEqual(subjects.map(() => [to]));
    const usual = (await PostalMime.parse(server.received[11]?.text ?? '')).headers.map(({ key }) => key);
    for (const { text } of server.received) {
      const { headers, to: shown } = await PostalMime.parse(text);
      expect(headers.map(({ key }) => key)).toEqual(usual);
      expect(shown).toEqual([{ name: '', address: to }]);
    }
  });
});

test.each<[MailStage, number, string]>([
  ['CONNECT', 421, 'again'],
  ['CONNECT', 554, 'again'],
  ['MAIL', 451, 'again'],
  // About us, not about the recipient: an operator puts it right.
  ['MAIL', 530, 'again'],
  ['MAIL', 553, 'again'],
  ['RCPT', 450, 'again'],
  ['RCPT', 451, 'again'],
  ['RCPT', 452, 'again'],
  ['RCPT', 550, 'refused'],
  ['RCPT', 551, 'refused'],
  ['RCPT', 553, 'refused'],
  ['DATA', 451, 'again'],
  ['DATA', 452, 'again'],
  ['DATA', 552, 'refused'],
  ['DATA', 554, 'refused'],
])('a server that says %s: %i has the mail %s', async (stage, code, expected) => {
  const server = await startMailServer({ refuse: (at) => (at === stage ? code : null) });
  await withBench(server.url, async (bench) => {
    expect(await outcome(bench)).toBe(expected);
  });
  await server.close();
  expect(server.received).toEqual([]);
});

/** A server that answers each command by a script, and falls silent or hangs up where that says so. */
async function startScripted(
  script: Readonly<Record<string, string>>,
): Promise<{ server: Server; url: string }> {
  const said: Readonly<Record<string, string>> = {
    greeting: '220 ready',
    EHLO: '250 hello',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    end: '250 taken',
    QUIT: '221 bye',
    ...script,
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const say = (step: string): void => {
      const line = said[step];
      if (line === 'hang up') socket.destroy();
      else if (line !== undefined && line !== 'silence') socket.write(`${line}\r\n`);
    };
    say('greeting');
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      const [command = ''] = /^[A-Z]{4}/.exec(text) ?? [];
      if (text.endsWith('\r\n.\r\n')) say('end');
      else if (command in said) say(command);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, url: `smtp://127.0.0.1:${String(port)}` };
}

/** Times that a test can wait for. */
const impatient = '?connectionTimeout=500&greetingTimeout=500&socketTimeout=500';

test.each<[string, Record<string, string>, string]>([
  ['is silent when called', { greeting: 'silence' }, 'again'],
  ['is silent after the greeting', { EHLO: 'silence' }, 'again'],
  ['is silent about the recipient', { RCPT: 'silence' }, 'again'],
  ['is silent before the mail', { DATA: 'silence' }, 'again'],
  ['is silent after the mail', { end: 'silence' }, 'again'],
  ['hangs up when called', { greeting: 'hang up' }, 'again'],
  ['hangs up after the greeting', { EHLO: 'hang up' }, 'again'],
  ['hangs up at the sender', { MAIL: 'hang up' }, 'again'],
  ['hangs up at the recipient', { RCPT: 'hang up' }, 'again'],
  ['hangs up before the mail', { DATA: 'hang up' }, 'again'],
  ['hangs up after the mail', { end: 'hang up' }, 'again'],
  ['goes away in between', { RCPT: '421 4.3.2 shutting down' }, 'again'],
  ['speaks another language', { greeting: 'SSH-2.0-OpenSSH_9.2' }, 'again'],
  ['wants to know who we are', { MAIL: '530 5.7.0 authentication required' }, 'again'],
  ['says no to the recipient, and why', { RCPT: '550 5.1.1 <someone@example.org>: unknown' }, 'refused'],
  ['says no to the mail', { end: '554 5.7.1 no' }, 'refused'],
  ['does not say good-bye', { QUIT: 'silence' }, 'taken'],
])('a server that %s', async (_what, script, expected) => {
  const { server, url } = await startScripted(script);
  await withBench(`${url}/${impatient}`, async (bench) => {
    expect(await outcome(bench)).toBe(expected);
  });
  server.close();
});

test('a refusal says why in our words, and nothing of the recipient', async () => {
  const { server, url } = await startScripted({ RCPT: '550 5.1.1 <someone@example.org>: unknown' });
  await withBench(url, async ({ operator }) => {
    await expect(deliver(operator, id, to, mail)).rejects.toMatchObject({
      message: 'The mail server refused the mail for good: there is no such mailbox (5.1.1).',
      status: 550,
    });
  });
  server.close();
});

test('a server without TLS, or with a certificate that nobody knows, gets nothing where TLS is asked for', async () => {
  const [plain, unknown] = [await startMailServer(), await startMailServer({ tls: true })];
  for (const { url } of [plain, unknown]) {
    await withBench(`${url}/?requireTLS=true`, async (bench) => {
      expect(await outcome(bench)).toBe('again');
    });
  }
  // TLS that is offered is used, and so must hold, asked for or not.
  await withBench(unknown.url, async (bench) => {
    expect(await outcome(bench)).toBe('again');
  });
  await withBench(`${unknown.url}/?tls.rejectUnauthorized=false`, async (bench) => {
    expect(await outcome(bench)).toBe('taken');
  });
  await Promise.all([plain.close(), unknown.close()]);
  expect([plain.received.length, unknown.received.length]).toEqual([0, 1]);
});

test('a server that is away is an error worth another try', async () => {
  const closed = await startMailServer();
  await closed.close();
  await withBench(closed.url, async (bench) => {
    expect(await outcome(bench)).toBe('again');
  });
});

test('without a server the mail is kept, once', async () => {
  await withBench(null, async ({ operator }) => {
    await deliver(operator, id, to, mail);
    await deliver(operator, id, to, mail);
    const kept = await listKeptMail(operator, 10);
    expect(kept.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      [to, 'Plenary サインイン用リンク'],
    ]);
    expect(kept[0]?.text).toContain('サインインする:\nhttp://127.0.0.1:3000/sign-in#secret');
  });
});

describe('an address of letters beyond ASCII', () => {
  test('is reached where the server takes such addresses, its domain in either form', async () => {
    const server = await startMailServer();
    await withBench(server.url, async (bench) => {
      for (const address of [
        'josé@example.org',
        'JOSE\u0301@例え.jp',
        'jose@b\u00fccher.example',
        'יוסי@xn--r8jz45g.jp',
      ])
        expect(await outcome(bench, address)).toBe('taken');
    });
    await server.close();
    expect(server.received.map(({ recipients }) => recipients)).toEqual([
      ['josé@example.org'],
      ['josé@例え.jp'],
      ['jose@bücher.example'],
      ['יוסי@例え.jp'],
    ]);
  });

  test('is refused for good, in words, where it does not; a domain alone goes in its other form', async () => {
    const server = await startMailServer({ utf8: false });
    await withBench(server.url, async ({ operator }) => {
      await expect(deliver(operator, id, 'josé@example.org', mail)).rejects.toMatchObject({
        name: 'MailRefused',
        message:
          'The mail server refused the mail for good: it takes no address that has letters beyond ASCII before the @.',
      });
      await deliver(operator, id, 'jose@bücher.example', mail);
    });
    await server.close();
    expect([server.received, server.notTaken].map(({ length }) => length)).toEqual([1, 0]);
    expect(server.received[0]?.text).toMatch(/^To: jose@xn--bcher-kva\.example\r$/m);
  });

  test('is reached where the server takes them over TLS alone', async () => {
    const server = await startMailServer({ tls: true, utf8: 'late' });
    await withBench(`${server.url}/?tls.rejectUnauthorized=false`, async (bench) => {
      expect(await outcome(bench, 'josé@example.org')).toBe('taken');
    });
    await server.close();
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['josé@example.org']]);
  });

  test('is tried again where the server is away', async () => {
    await withBench('smtp://127.0.0.1:9', async (bench) => {
      expect(await outcome(bench, 'josé@example.org')).toBe('again');
    });
  });
});
