import { rmSync } from 'node:fs';
import {
  Refusal,
  findKeyTexts,
  fingerprint,
  keepKey,
  keyFile,
  keyNames,
  keyTexts,
  keysFrom,
  publicJwk,
  type KeyName,
  type Keys,
} from '@plenary/platform';
import type { Settings } from '@plenary/platform/settings';
import type { Manifest } from './manifest.js';

/** What tells keys apart without telling them. */
export function describeKeys(keys: Keys): Omit<Manifest['keys'], 'included'> {
  return { secret: fingerprint('secret', keyTexts(keys).secret), signing: publicJwk(keys.signing) };
}

/** How each key of the installation stands to the backup's. */
export type AdoptedKeys = Readonly<Record<KeyName, 'same' | 'restored' | 'other'>>;

/**
 * What a restore does about keys: those that the backup has are kept under DATA_DIR if the installation has none yet.
 * @param brought those that the backup has; null where it has none
 * @throws {Refusal} CONFLICT where the installation has others than those in the backup, for it goes on with its own
 */
export function adoptKeys(
  settings: Settings,
  manifest: Manifest,
  brought: Keys | null,
): { readonly adopted: AdoptedKeys; keep(): void; discard(): void } {
  const own = findKeyTexts(settings);
  if (brought === null) return { adopted: compare(own, manifest), keep: nothing, discard: nothing };
  const texts = keyTexts(brought);
  const different = keyNames.filter((name) => own[name] !== undefined && own[name] !== texts[name]);
  if (different.length > 0) {
    const message =
      'The backup has keys, and this installation has others: move the folder "keys" out of DATA_DIR, or set ' +
      'SECRET_KEY and SIGNING_KEY to those of the backup (tar -xzOf FILE keys/secret), and restore again.';
    throw new Refusal('CONFLICT', message);
  }
  const lacking = keyNames.filter((name) => own[name] === undefined);
  return {
    adopted: {
      secret: own.secret === undefined ? 'restored' : 'same',
      signing: own.signing === undefined ? 'restored' : 'same',
    },
    keep() {
      for (const name of lacking) keepKey(settings.dataDir, name, texts[name]);
    },
    discard() {
      for (const name of lacking) rmSync(keyFile(settings.dataDir, name), { force: true });
    },
  };
}

function nothing(): void {
  // The installation's own keys stay as they are.
}

/** A key that is not there yet will be another one. */
function compare(own: ReturnType<typeof findKeyTexts>, manifest: Manifest): AdoptedKeys {
  const { secret, signing } = own;
  const keys = secret === undefined || signing === undefined ? null : keysFrom({ secret, signing });
  if (keys === null) return { secret: 'other', signing: 'other' };
  const described = describeKeys(keys);
  return {
    secret: described.secret === manifest.keys.secret ? 'same' : 'other',
    signing: described.signing.x === manifest.keys.signing.x ? 'same' : 'other',
  };
}
