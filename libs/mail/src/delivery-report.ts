import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { idHeader } from './deliver.js';

/** What a mail server says has come of a mail of ours (RFC 3464). */
export interface DeliveryReport {
  /** Of the work that sent the mail; null where the report names none. */
  readonly mailId: string | null;
  /** FAILED is final, DELAYED is not; ARRIVED where it was delivered or handed on. */
  readonly outcome: 'FAILED' | 'DELAYED' | 'ARRIVED';
  /** RFC 3463, such as 5.1.1. */
  readonly status: string;
}

/** Of a report that is longer, nobody needs to read a part. */
export const longestReport = 2_000_000;
/** A report is three parts in one. */
const limits = { maxNestingDepth: 10, maxHeadersSize: 200_000, forceRfc822Attachments: true };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
const returnedTypes = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
];

/**
 * Reads a report. What people wrote to each other about a mail, an answer by a machine or a report of another form is
 * none.
 * @returns null for what is no report, is longer than `longestReport` or nested without measure
 */
export async function readDeliveryReport(message: Buffer): Promise<DeliveryReport | null> {
  if (message.length > longestReport) return null;
  const mail = await parsed(message);
  if (mail === null || !/^multipart\/report\b/i.test(headerOf(mail, 'content-type') ?? '')) return null;
  const status = mail.attachments.find(({ mimeType }) => statusTypes.includes(mimeType));
  if (status === undefined) return null;
  const groups = await fieldGroups(status);
  const verdicts = groups.flatMap((group) => verdictOf(group) ?? []);
  const worst = (['FAILED', 'DELAYED', 'ARRIVED'] as const).flatMap(
    (outcome) => verdicts.find((verdict) => verdict.outcome === outcome) ?? [],
  )[0];
  if (worst === undefined) return null;
  const returned = mail.attachments.find(({ mimeType }) => returnedTypes.includes(mimeType));
  const original = returned === undefined ? null : await parsed(returned.content);
  const envelopeId = groups.flatMap((group) => headerOf(group, 'original-envelope-id') ?? [])[0];
  return { mailId: idIn(original, envelopeId), ...worst };
}

async function parsed(content: Attachment['content']): Promise<Email | null> {
  try {
    return await PostalMime.parse(content, limits);
  } catch {
    // Its limits.
    return null;
  }
}

function headerOf({ headers }: Email, name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value.trim();
}

/** The status part is groups of fields with empty lines between: of the report, then of each recipient. */
async function fieldGroups({ content }: Attachment): Promise<Email[]> {
  const text = typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8');
  const groups = await Promise.all(
    text
      .split(/\r?\n(?:[ \t]*\r?\n)+/)
      .slice(0, 100)
      .map((group) => parsed(`${group.trimStart()}\r\n\r\n`)),
  );
  return groups.flatMap((group) => group ?? []);
}

const actions: Readonly<Record<string, DeliveryReport['outcome']>> = {
  failed: 'FAILED',
  delayed: 'DELAYED',
  delivered: 'ARRIVED',
  relayed: 'ARRIVED',
  expanded: 'ARRIVED',
};
const classes: Readonly<Record<string, DeliveryReport['outcome']>> = {
  5: 'FAILED',
  4: 'DELAYED',
  2: 'ARRIVED',
};

/** What has come of one recipient. The action decides: a server that gives up after days says `failed` and 4.x.x. */
function verdictOf(group: Email): Pick<DeliveryReport, 'outcome' | 'status'> | null {
  const [action = ''] = /^[a-z]+/.exec((headerOf(group, 'action') ?? '').toLowerCase()) ?? [];
  const status = statusIn(headerOf(group, 'status')) ?? statusIn(headerOf(group, 'diagnostic-code'));
  const outcome = actions[action] ?? (status === null ? undefined : classes[status.charAt(0)]);
  if (outcome === undefined) return null;
  return { outcome, status: status ?? { FAILED: '5.0.0', DELAYED: '4.0.0', ARRIVED: '2.0.0' }[outcome] };
}

/** The first status code of a text; a bare SMTP reply gives its class. */
function statusIn(text: string | undefined): string | null {
  const [enhanced] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text ?? '') ?? [];
  if (enhanced !== undefined) return enhanced;
  const [, reply] = /(?:^|;\s*)([245])\d\d\b/.exec(text ?? '') ?? [];
  return reply === undefined ? null : `${reply}.0.0`;
}

/** The id of ours that the returned headers carry, or else the envelope: RFC 3461 has servers bring it back. */
function idIn(original: Email | null, envelopeId: string | undefined): string | null {
  const own = original === null ? undefined : headerOf(original, idHeader.toLowerCase());
  const messageId = original === null ? undefined : headerOf(original, 'message-id');
  const forms = [
    [own, `^(${uuid})$`],
    [messageId, `^<(${uuid})@[^@<>\\s]+>$`],
    [envelopeId, `^(${uuid})$`],
  ] as const;
  for (const [text, form] of forms) {
    const [, id] = new RegExp(form, 'i').exec(text ?? '') ?? [];
    if (id !== undefined) return id.toLowerCase();
  }
  return null;
}
