import { codeOf, type Ctx } from '@plenary/platform';
import { z } from 'zod';
import { mailAddress } from './mail-address.js';
import type { Mail } from './mail.js';
import { renderMail } from './render-mail.js';
import { describeStatus } from './status-words.js';
import { withWayOut } from './templates.js';

/** The mail is refused for good: trying again is no use. Its message holds nothing of the mail or its recipient. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';

  /** @param status the server's SMTP status, such as 550; null where no server was asked */
  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** The mail server can't be reached, or does not take the mail just now. Its own words may hold an address. */
class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken';

  /** @param code the server's SMTP status, or what kept us from it, such as ECONNREFUSED */
  constructor(readonly code: string) {
    super('The mail server did not take the mail for now.');
  }
}

/**
 * How long a server may be silent, in milliseconds; SMTP_URL may say otherwise. The last is long, for a server that has
 * taken a mail may look into it before it says so, and who hangs up then sends it twice (RFC 5321, 4.5.3.2.6).
 */
const patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 30_000,
  socketTimeout: 120_000,
};
/** For all of it, so that a server that says a little again and again ends too. */
const longestMs = 300_000;

/** The returned headers of a report have it too, where a server gives the mail another Message-ID. */
export const idHeader = 'X-Plenary-Mail';

/**
 * Sends a mail to one address, or keeps it where no mail server is set. At least once: a copy after a crash
 * carries the same Message-ID.
 * @param id of the work that sends it, from which the Message-ID is made; a report of failure names it
 * @param unsubscribe where a click ends mail of its kind (RFC 8058); null for what is essential
 * @throws {MailRefused} if it is refused for good; any other error is worth another try
 */
export async function deliver(
  ctx: Ctx,
  id: string,
  address: string,
  mail: Mail,
  unsubscribe: string | null = null,
): Promise<void> {
  const { settings, clock } = ctx.services;
  const rendered = renderMail(unsubscribe === null ? mail : withWayOut(mail, unsubscribe));
  const messageId = `<${id}@${new URL(settings.publicUrl).hostname}>`;
  // In the plain form that every server reads the same way: nothing that brings in a second one.
  const to = mailAddress.safeParse(address).data;
  if (to === undefined) throw new MailRefused('The address is not a plain mail address.', null);
  if (settings.smtpUrl === null) {
    const kept = { messageId, recipient: address, keptAt: clock.now(), ...rendered };
    await ctx.db.keptMail.upsert({ where: { messageId }, create: { id, ...kept }, update: kept });
    return;
  }
  // Read when there is a mail: every process would start later by it.
  const { createTransport } = await import('nodemailer');
  const said: string[] = [];
  const transport = createTransport({ url: settings.smtpUrl, ...patience, ...hearing(said) });
  try {
    if (/[^\0-\x7f]/.test(to)) {
      await transport.verify();
      if (!offersUtf8(said)) throw noUtf8();
    }
    await transport.sendMail({
      messageId,
      from: settings.mailFrom,
      to: { name: '', address: to },
      ...rendered,
      attachments: [...calendarFile(mail), ...filesOf(mail)],
      ...(settings.mailBounces === null ? {} : { envelope: { from: settings.mailBounces, to } }),
      headers: { 'Auto-Submitted': 'auto-generated', [idHeader]: id, ...wayOutHeaders(unsubscribe) },
      // A report names it, and brings back the headers alone (RFC 3461).
      dsn: { id, return: 'headers', notify: ['failure', 'delay'] },
      signal: AbortSignal.timeout(longestMs),
    });
  } catch (error) {
    if (error instanceof MailRefused) throw error;
    throw refusalIn(error) ?? new MailNotTaken(smtpCodeOf(error) ?? 'unknown');
  } finally {
    transport.close();
  }
}

/** What the server says of itself is nowhere but in the library's log. */
function hearing(said: string[]) {
  const hear = (entry: unknown, message: unknown): void => {
    if (serverLine.safeParse(entry).success) said.push(String(message));
  };
  const ignore = (): void => undefined;
  return {
    debug: true,
    logger: { trace: ignore, debug: hear, info: ignore, warn: ignore, error: ignore, fatal: ignore },
  };
}

const serverLine = z.object({ tnx: z.literal('server') });

/** RFC 6531, 3.1: the answer to the last EHLO counts, which came over TLS if there is any. */
function offersUtf8(said: readonly string[]): boolean {
  return /^250[ -]SMTPUTF8\b/im.test(said.findLast((line) => line.startsWith('250-')) ?? '');
}

function noUtf8(): MailRefused {
  const message =
    'The mail server refused the mail for good: it takes no address that has letters beyond ASCII before the @.';
  return new MailRefused(message, null);
}

/** As a file, not as an alternative to the words: a mail program then shows both (RFC 6047, 2.4). */
function calendarFile({ calendar }: Mail) {
  if (calendar == null) return [];
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  return [{ filename: 'program.ics', content: calendar, contentType }];
}

function filesOf({ attachments = [] }: Mail) {
  return attachments.map(({ content, ...file }) => ({ ...file, content: Buffer.from(content) }));
}

/** RFC 2369 and 8058: a mail program shows a button, which posts. */
function wayOutHeaders(unsubscribe: string | null): Record<string, string> {
  if (unsubscribe === null) return {};
  const oneClick = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { 'List-Unsubscribe': `<${unsubscribe}>`, ...(unsubscribe.startsWith('https:') ? oneClick : {}) };
}

const smtpError = z.object({ command: z.string(), responseCode: z.number(), response: z.string() });

/**
 * Only what the server says of this recipient or of this mail is about them. What it says of the connection, of us or
 * of the sender is about all mail: an operator puts it right, and every mail waits for that.
 */
function refusalIn(error: unknown): MailRefused | null {
  const { data } = smtpError.safeParse(error);
  if (data === undefined || !['RCPT TO', 'DATA'].includes(data.command)) return null;
  const { responseCode: status, response } = data;
  if (status < 500 || status > 599) return null;
  const [, enhanced] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const meaning = enhanced === undefined ? String(status) : describeStatus(enhanced);
  return new MailRefused(`The mail server refused the mail for good: ${meaning}.`, status);
}

const failure = z.object({ responseCode: z.number().optional(), originalCode: z.string().optional() });

/**
 * What kept us from a mail server, without its own words: its SMTP status, or else the system's code, which nodemailer
 * keeps behind one of its own; null where there is neither.
 */
export function smtpCodeOf(error: unknown): string | null {
  const { responseCode, originalCode } = failure.safeParse(error).data ?? {};
  return responseCode === undefined ? (originalCode ?? codeOf(error)) : String(responseCode);
}
