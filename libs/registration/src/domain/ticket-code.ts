import { createHash, randomInt } from 'node:crypto';

/**
 * Sixteen letters that stand at the same keys in QWERTY, QWERTZ and AZERTY and look like no digit, so that a hand scanner
 * that plays a keyboard and a person who types find them (domain.md, Registration).
 */
const letters = 'BCDEFGHJKNPRSTVX';
const lengths = { tag: 4, secret: 26, check: 2 } as const;

/** The letters by which an event's codes begin. */
function eventTag(eventId: string): string {
  const digest = createHash('sha256').update(eventId).digest();
  return [...digest.subarray(0, lengths.tag)].map((byte) => letters.charAt(byte % 16)).join('');
}

/** A new code: the event's tag, 104 bits that nobody guesses, and two letters by which a slip is noticed. */
export function newTicketCode(eventId: string): string {
  const secret = Array.from({ length: lengths.secret }, () => letters.charAt(randomInt(16))).join('');
  const code = eventTag(eventId) + secret;
  return code + checkOf(code);
}

/** A code as it was scanned or typed, without what stands between its letters; null for one that was read wrongly. */
export function readTicketCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const length = lengths.tag + lengths.secret + lengths.check;
  if (code.length !== length || [...code].some((letter) => !letters.includes(letter))) return null;
  return checkOf(code.slice(0, -lengths.check)) === code.slice(-lengths.check) ? code : null;
}

/** In groups of four, to be read out. */
export function spacedCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$& ');
}

/** CRC-8 (polynomial 0x07) over the letters' values: it notices every single slip and every swap of two neighbours. */
function checkOf(code: string): string {
  let crc = 0;
  for (const letter of code) {
    crc ^= letters.indexOf(letter) << 4;
    for (let bit = 0; bit < 4; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return letters.charAt(crc >> 4) + letters.charAt(crc & 15);
}
