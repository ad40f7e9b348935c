import { createHmac, createPrivateKey, createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, hasCode } from '../errors.js';
import type { Settings } from '../settings/settings.js';

/** The secrets of an installation. */
export interface Keys {
  /** Keys the hashes of links and sessions. */
  readonly secret: Buffer;
  /** Ed25519, signs manifests. */
  readonly signing: KeyObject;
}

/** The names under which keys lie in DATA_DIR, each as 32 bytes in base64url. */
export const keyNames = ['secret', 'signing'] as const;

export type KeyName = (typeof keyNames)[number];
export type KeyTexts = Readonly<Record<KeyName, string>>;

/** The keys of the settings, or those under DATA_DIR, made at the first start. */
export function loadKeys(settings: Settings): Keys {
  return {
    secret: settings.secretKey ?? keptKey(settings.dataDir, 'secret'),
    signing: ed25519FromSeed(settings.signingKey ?? keptKey(settings.dataDir, 'signing')),
  };
}

/** The keys that there are, of the settings or under DATA_DIR; none is made. */
export function findKeyTexts(settings: Settings): Partial<KeyTexts> {
  const secret = settings.secretKey?.toString('base64url') ?? readKey(settings.dataDir, 'secret');
  const signing = settings.signingKey?.toString('base64url') ?? readKey(settings.dataDir, 'signing');
  return { ...(secret === null ? {} : { secret }), ...(signing === null ? {} : { signing }) };
}

/** Keys as they are written in settings and files. */
export function keyTexts({ secret, signing }: Keys): KeyTexts {
  const { d } = signing.export({ format: 'jwk' });
  if (d === undefined) throw new Error('The signing key has no private half');
  return { secret: secret.toString('base64url'), signing: d };
}

/** Keys from their texts; null where one is no key. */
export function keysFrom({ secret, signing }: KeyTexts): Keys | null {
  if (![secret, signing].every(isKey)) return null;
  return {
    secret: Buffer.from(secret, 'base64url'),
    signing: ed25519FromSeed(Buffer.from(signing, 'base64url')),
  };
}

/** Whether a text has the form of a key. */
export function isKey(text: string): boolean {
  return keyForm.test(text);
}

/** What tells a key from others without telling it: a keyed hash of the secret, the public half of the signing key. */
export function fingerprint(name: KeyName, text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  // The words are those of backups that were taken already.
  if (name === 'secret') return createHmac('sha256', bytes).update('plenary-backup').digest('base64url');
  return publicJwk(ed25519FromSeed(bytes)).x;
}

/** Where an operator finds a key: the name of its setting, or its file. */
export function keyPlace(settings: Settings, name: KeyName): string {
  if (name === 'secret' && settings.secretKey !== null) return 'SECRET_KEY';
  if (name === 'signing' && settings.signingKey !== null) return 'SIGNING_KEY';
  return keyFile(settings.dataDir, name);
}

/** Where a key lies that is not in the settings. */
export function keyFile(dataDir: string, name: KeyName): string {
  return join(dataDir, 'keys', name);
}

/**
 * Keeps a key where there is none. Of processes that start at once one makes it, and no other ever reads half of it: it
 * gets its name when it is whole.
 */
export function keepKey(dataDir: string, name: KeyName, text: string): void {
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  const made = `${keyFile(dataDir, name)}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(made, text, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(made, keyFile(dataDir, name));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(made, { force: true });
  }
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

function keptKey(dataDir: string, name: KeyName): Buffer {
  const kept = readKey(dataDir, name);
  if (kept === null) {
    keepKey(dataDir, name, randomBytes(32).toString('base64url'));
    return keptKey(dataDir, name);
  }
  if (isKey(kept)) return Buffer.from(kept, 'base64url');
  const message =
    `${keyFile(dataDir, name)}: is no key (32 bytes in base64url, 43 characters). Put it back from a backup: ` +
    lostWith[name];
  throw new Refusal('CONFLICT', message);
}

function readKey(dataDir: string, name: KeyName): string | null {
  try {
    return readFileSync(keyFile(dataDir, name), 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const keyForm = /^[A-Za-z0-9_-]{43}$/;

/** What a new one could not open. */
export const lostWith: Readonly<Record<KeyName, string>> = {
  secret:
    'without it, all links, sessions and tokens given out so far end, and secrets of webhooks are made anew.',
  signing: 'without it, manifests published so far no longer verify against this installation.',
};

/** RFC 8410: a PKCS #8 wrapper around the 32 bytes. */
function ed25519FromSeed(seed: Buffer): KeyObject {
  const wrapper = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([wrapper, seed]), format: 'der', type: 'pkcs8' });
}
