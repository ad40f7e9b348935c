import { createTransport } from 'nodemailer';
import type { Ctx } from '@plenary/platform';
import { renderMail, type Mail } from './mail.js';

/** The mail server refused the recipient or the mail for good. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';

  /** @param status the server's SMTP status, such as 550 */
  constructor(readonly status: number) {
    super(`The mail server refused the mail for good (${String(status)}).`);
  }
}

/** A server that does not answer must not hold a worker for long: the job is tried again. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Sends a mail to one address, or keeps it where no mail server is set. At least once: a copy after a crash
 * carries the same Message-ID.
 * @param id of the work that sends it, from which the Message-ID is made
 * @throws {MailRefused} if the server refused for good; any other error is worth another try
 */
export async function deliver(ctx: Ctx, id: string, address: string, mail: Mail): Promise<void> {
  const { settings, clock } = ctx.services;
  const rendered = renderMail(mail);
  const messageId = `<${id}@${new URL(settings.publicUrl).hostname}>`;
  if (settings.smtpUrl === null) {
    const kept = { messageId, recipient: address, keptAt: clock.now(), ...rendered };
    await ctx.db.keptMail.upsert({ where: { messageId }, create: { id, ...kept }, update: kept });
    return;
  }
  const transport = createTransport({ url: settings.smtpUrl, ...timeouts });
  try {
    await transport.sendMail({
      messageId,
      from: settings.mailFrom,
      // As an object, so that an address can't bring in a second recipient.
      to: { name: '', address },
      ...rendered,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
    if (status >= 500 && status < 600) throw new MailRefused(status);
    throw error;
  } finally {
    transport.close();
  }
}
