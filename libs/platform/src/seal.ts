import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Refusal } from './errors.js';
import type { Keys } from './keys/keys.js';

/** What is sealed. Each has a key of its own, made from the installation's secret (HKDF, RFC 5869). */
export type SealPurpose = 'webhook secrets' | 'ticket codes';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

function keyFor(keys: Keys, purpose: SealPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', keys.secret, '', `plenary ${purpose}`, 32));
}

/**
 * Encrypts a text that must be read again (AES-256-GCM): the nonce, the tag, then the ciphertext.
 * @param place where it is kept, such as its row's id: copied to another place it can't be read
 */
export function seal(keys: Keys, purpose: SealPurpose, place: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, keyFor(keys, purpose), nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
}

/** @throws {Refusal} CONFLICT if it was sealed by another SECRET_KEY or for another place, or was changed */
export function unseal(keys: Keys, purpose: SealPurpose, place: string, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  try {
    const opening = createDecipheriv(cipher, keyFor(keys, purpose), nonce)
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    return opening.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch {
    throw new Refusal('CONFLICT', 'It was encrypted under another SECRET_KEY, and must be made anew.');
  }
}
