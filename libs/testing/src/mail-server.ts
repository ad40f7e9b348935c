import { once } from 'node:events';
import type { SMTPServerSession } from 'smtp-server';

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** RFC 3461's ENVID. */
  readonly envelopeId: string | null;
  /** Headers and body as they came. */
  readonly text: string;
}

export interface MailServer {
  /** Such as `smtp://127.0.0.1:2525`. */
  readonly url: string;
  readonly port: number;
  /** In the order in which they were taken. */
  readonly received: ReceivedMail[];
  /** What came whole and was not taken: it was refused then, or its sender never heard what became of it. */
  readonly notTaken: ReceivedMail[];
  close(): Promise<void>;
}

/** Where a server may refuse: the connection, the sender, a recipient, or the mail itself. */
export type MailStage = 'CONNECT' | 'MAIL' | 'RCPT' | 'DATA';

/** What a server does instead of taking a mail: it answers with a status such as 451, or does not answer. */
export type MailFault = number | 'silence' | 'hang up';

/** A real mail server on this machine, which keeps what it takes. */
export async function startMailServer(
  options: {
    /** What it does at a stage instead of taking it; null takes it. */
    readonly refuse?: (stage: MailStage, recipient: string) => MailFault | null;
    readonly port?: number;
    /** Whether it offers TLS, with a certificate that nobody knows. */
    readonly tls?: boolean;
    /** Whether it says that it takes addresses that are not ASCII (RFC 6531); `late` says so once TLS is on. */
    readonly utf8?: boolean | 'late';
  } = {},
): Promise<MailServer> {
  const { refuse = () => null, port: wanted = 0, tls = false, utf8 = true } = options;
  const received: ReceivedMail[] = [];
  const notTaken: ReceivedMail[] = [];
  const answer = (
    fault: MailFault | null,
    { id }: SMTPServerSession,
    done: (error?: Error | null) => void,
    recipient = '',
  ): void => {
    if (fault === null) done();
    else if (fault === 'hang up') [...server.connections].find((open) => open.id === id)?.close();
    else if (fault !== 'silence')
      done(Object.assign(new Error(`refused ${recipient}`.trim()), { responseCode: fault }));
  };
  // Read here: each file of tests would start later by them.
  const { SMTPServer } = await import('smtp-server');
  const certificate = tls
    ? await (
        await import('selfsigned')
      ).generate([{ name: 'commonName', value: 'mail.example.org' }], { keyType: 'ec' })
    : null;
  const server = new SMTPServer({
    ...(certificate === null ? {} : { key: certificate.private, cert: certificate.cert }),
    authOptional: true,
    disabledCommands: tls ? [] : ['STARTTLS'],
    hideDSN: false,
    hideSMTPUTF8: utf8 !== true,
    // Where no name server answers, a look-up keeps each client waiting.
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (session, done) => {
      answer(refuse('CONNECT', ''), session, done);
    },
    onSecure: (_socket, _session, done) => {
      server.options.hideSMTPUTF8 = utf8 === false;
      done();
    },
    onMailFrom: (_address, session, done) => {
      answer(refuse('MAIL', ''), session, done);
    },
    onRcptTo: ({ address }, session, done) => {
      answer(refuse('RCPT', address), session, done, address);
    },
    onData(stream, session, done) {
      const { envelope } = session;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        const fault = refuse('DATA', recipients[0] ?? '');
        const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const text = Buffer.concat(chunks).toString('utf8');
        const mail = { sender, recipients, envelopeId: envelope.dsn?.envid ?? null, text };
        (fault === null ? received : notTaken).push(mail);
        answer(fault, session, done);
      });
    },
  });
  // A client that hangs up is its own affair.
  server.on('error', () => undefined);
  server.listen(wanted, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    port,
    received,
    notTaken,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}
