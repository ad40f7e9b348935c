import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { MailRefused, deliver, listKeptMail, signInMail } from '@plenary/mail';
import { createTestBench, type TestBench } from '@plenary/testing';
import { SMTPServer } from 'smtp-server';

interface Received {
  readonly recipients: string[];
  readonly text: string;
}

/** A mail server of its own: keeps what it gets, and refuses who it is told to. */
async function startMailServer(refuse: Record<string, number> = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = refuse[address];
      if (code === undefined) done();
      else done(Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, text: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
}

const id = '01a20cac-0000-7000-8000-000000000001';
const mail = signInMail('ja', { url: 'http://127.0.0.1:3000/sign-in#secret', minutes: 10 });

async function withBench(smtpUrl: string | null, work: (bench: TestBench) => Promise<void>): Promise<void> {
  const bench = await createTestBench(smtpUrl === null ? {} : { settings: { SMTP_URL: smtpUrl } });
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}

test('a mail goes to one recipient, as text and HTML, with a Message-ID that a copy repeats', async () => {
  const server = await startMailServer();
  await withBench(server.url, async ({ operator }) => {
    await deliver(operator, id, 'someone@example.org', mail);
    await deliver(operator, id, 'someone@example.org', mail);
  });
  await server.close();
  expect(server.received.map(({ recipients }) => recipients)).toEqual([
    ['someone@example.org'],
    ['someone@example.org'],
  ]);
  for (const { text } of server.received) {
    expect(text).toMatch(new RegExp(`^Message-ID: <${id}@127\\.0\\.0\\.1>\\r?$`, 'm'));
    expect(text).toContain('Content-Type: text/plain');
    expect(text).toContain('Content-Type: text/html');
  }
});

test('a recipient that would bring in a second one, or a header, does not', async () => {
  const server = await startMailServer();
  await withBench(server.url, async ({ operator }) => {
    const hostile = { ...mail, subject: 'Hello\r\nBcc: victim@example.org' };
    await deliver(operator, id, 'someone@example.org', hostile);
    await deliver(operator, id, 'a@example.org, victim@example.org', mail).catch(() => undefined);
  });
  await server.close();
  const all = server.received.flatMap(({ recipients }) => recipients);
  expect(all).not.toContain('victim@example.org');
  expect(server.received[0]?.text).not.toMatch(/^Bcc:/m);
});

test('a server that refuses for good is told from one that refuses for now', async () => {
  const server = await startMailServer({ 'gone@example.org': 550, 'later@example.org': 451 });
  await withBench(server.url, async ({ operator }) => {
    await expect(deliver(operator, id, 'gone@example.org', mail)).rejects.toBeInstanceOf(MailRefused);
    await expect(deliver(operator, id, 'later@example.org', mail)).rejects.not.toBeInstanceOf(MailRefused);
  });
  await server.close();
});

test('a server that is away is an error worth another try', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const address = closed.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  closed.close();
  await withBench(`smtp://127.0.0.1:${String(port)}`, async ({ operator }) => {
    await expect(deliver(operator, id, 'someone@example.org', mail)).rejects.not.toBeInstanceOf(MailRefused);
  });
});

test('without a server the mail is kept, once', async () => {
  await withBench(null, async ({ operator }) => {
    await deliver(operator, id, 'someone@example.org', mail);
    await deliver(operator, id, 'someone@example.org', mail);
    const kept = await listKeptMail(operator, 10);
    expect(kept.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['someone@example.org', 'Plenary サインイン用リンク'],
    ]);
    expect(kept[0]?.text).toContain('サインインする:\nhttp://127.0.0.1:3000/sign-in#secret');
  });
});
