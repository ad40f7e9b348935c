import { domainToASCII } from 'node:url';
import { z } from 'zod';

const ascii = z.email();
/** RFC 5321, 4.5.3.1: in bytes, of which letters beyond ASCII have more than one (RFC 6531, 3.3). */
const longest = { whole: 254, local: 64 };
/** Letters, marks and digits of every script, as RFC 6532 has them beside ASCII's own; no controls, no marks of direction. */
const local = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_'+-]*(?:\.[\p{L}\p{N}][\p{L}\p{M}\p{N}_'+-]*)*$/u;

/** The one form of an address that is not ASCII: composed, in lower case, its domain as the name servers know it. */
function canonical(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  const composed = text.normalize('NFC').toLowerCase().normalize('NFC');
  const at = composed.lastIndexOf('@');
  return `${composed.slice(0, at)}@${domainToASCII(composed.slice(at + 1))}`;
}

function isAddress(text: string): boolean {
  const [name = '', domain = '', ...more] = text.split('@');
  if (ascii.safeParse(text).success) return true;
  // Another system may take a letter of another form, such as a wide one, for the plain one.
  const isPlain = name.normalize('NFKC') === name;
  return more.length === 0 && isPlain && local.test(name) && ascii.safeParse(`a@${domain}`).success;
}

/**
 * One mail address, as a person types it, without display name: trimmed, and letters of every script in one form (RFC
 * 6531, IDNA). What looks like another letter stays what it is.
 */
export const mailAddress = z
  .string()
  .trim()
  .max(longest.whole, 'must not be longer than 254 characters')
  .superRefine((text, context) => {
    const address = canonical(text);
    const wrong = (message: string): void => {
      context.addIssue({ code: 'custom', message });
    };
    if (text.length > longest.whole) return;
    if (!isAddress(address)) wrong('must be a mail address');
    else if (Buffer.byteLength(address) > longest.whole) wrong('must not be longer than 254 bytes');
    else if (Buffer.byteLength(address.split('@')[0] ?? '') > longest.local)
      wrong('must not have more than 64 bytes before the @');
  })
  .transform(canonical);
