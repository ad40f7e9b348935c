import { createHmac, createPrivateKey, createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './errors.js';
import type { Settings } from './settings/settings.js';

/** The secrets of an installation. */
export interface Keys {
  /** Keys the hashes of links and sessions. */
  readonly secret: Buffer;
  /** Ed25519, signs manifests. */
  readonly signing: KeyObject;
}

/** The keys of the settings, or those under DATA_DIR, made at the first start. */
export function loadKeys(settings: Settings): Keys {
  return {
    secret: settings.secretKey ?? keptKey(settings.dataDir, 'secret'),
    signing: ed25519FromSeed(settings.signingKey ?? keptKey(settings.dataDir, 'signing')),
  };
}

/** The hash under which a secret handed to somebody is kept: HMAC-SHA-256, base64url. */
export function hashToken(keys: Keys, token: string): string {
  return createHmac('sha256', keys.secret).update(token).digest('base64url');
}

/** An unguessable text of 256 bits for links and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The public half, as a JWK (RFC 8037). */
export function publicJwk(signing: KeyObject): { kty: 'OKP'; crv: 'Ed25519'; x: string } {
  const { x } = createPublicKey(signing).export({ format: 'jwk' });
  if (x === undefined) throw new Error('The signing key is not an Ed25519 key');
  return { kty: 'OKP', crv: 'Ed25519', x };
}

function keptKey(dataDir: string, name: string): Buffer {
  const folder = join(dataDir, 'keys');
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // Made only if absent: two processes that start at once must end with the same key.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64url');
}

/** RFC 8410: a PKCS #8 wrapper around the 32 bytes. */
function ed25519FromSeed(seed: Buffer): KeyObject {
  const wrapper = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([wrapper, seed]), format: 'der', type: 'pkcs8' });
}
