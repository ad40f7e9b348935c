import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { signingKeySet, verifyManifest, type SigningKeySet } from '@plenary/minutes';
import { Refusal, parse } from '@plenary/platform';
import { openKeys } from '@plenary/platform/keys';
import { hasCluster } from '@plenary/platform/postgres';
import { z } from 'zod';
import { reachDatabase } from '../launcher/database.js';
import { readBytes, readJson } from './read-file.js';
import { print, readSettings } from './session.js';

const keysFile = z.object({
  keys: z.array(
    z.looseObject({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
  ),
});

export function addVerify(program: Command): void {
  program
    .command('verify')
    .argument('<manifest>', 'a manifest.json, with the files it lists beside it')
    .option('--keys <file>', "public keys to trust, as a JWK set (default: this installation's own)")
    .description('check published files against their signed manifest; no key inside the manifest is trusted')
    .action(async (manifestPath: string, { keys }: { keys?: string }, command: Command) => {
      const trusted: SigningKeySet = keys === undefined ? await ownKeys() : parse(keysFile, readJson(keys));
      const readArtifact = (name: string): Promise<Buffer | null> =>
        readFile(join(dirname(manifestPath), name)).catch(() => null);
      const { manifest, problems } = await verifyManifest(readBytes(manifestPath), trusted, readArtifact);
      const lines = problems.map(({ name, message }) => (name === null ? message : `${name} ${message}`));
      if (problems.length > 0) {
        if (command.optsWithGlobals<{ json?: boolean }>().json === true)
          print(command, { ok: false, problems }, []);
        throw new Refusal('CONFLICT', lines.join('\n'));
      }
      const files = manifest?.artifacts.map(({ name }) => name) ?? [];
      print(command, { ok: true, edition: manifest?.edition, artifacts: manifest?.artifacts }, [
        `Yes: ${files.join(', ')} are as they were published, and the manifest is signed by a trusted key.`,
      ]);
    });
}

/** This installation's own, which its database knows. */
async function ownKeys(): Promise<SigningKeySet> {
  const settings = readSettings();
  if (settings.databaseUrl === null && !hasCluster(settings.dataDir))
    throw new Refusal('NOT_FOUND', 'Nothing is installed here: name the keys to trust by --keys FILE.');
  const database = await reachDatabase(settings);
  try {
    return signingKeySet((await openKeys(database.url, settings)).signing);
  } finally {
    await database.close();
  }
}
