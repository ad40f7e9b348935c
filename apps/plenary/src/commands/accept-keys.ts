import type { Command } from 'commander';
import { recordAudit } from '@plenary/audit';
import { signingKeySetOf } from '@plenary/minutes';
import { createCtx, keyPlace, loadKeys, lostWith, type KeyName } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { acceptKey, findOtherKeys, readFingerprints } from '@plenary/platform/keys';
import { closeServices, createServices } from '@plenary/platform/services';
import type { Settings } from '@plenary/platform/settings';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../launcher/database.js';
import { print, readSettings } from './session.js';

/** What became of the keys. */
interface Accepted {
  readonly accepted: readonly KeyName[];
  /** The public half of a signing key that is lost; null where it is the same. */
  readonly formerSigning: string | null;
}

export function addAcceptKeys(program: Command): void {
  program
    .command('accept-keys')
    .description('go on with the keys that are there, or with new ones, where those of the database are lost')
    .addHelpText(
      'after',
      '\nWhat hung on a lost key is void. A backup taken by --with-keys has them: look there first.',
    )
    .action(async (_options: unknown, command: Command) => {
      const settings = readSettings();
      const database = await openDatabase(settings);
      try {
        const { accepted, formerSigning } = await accept(settings, database.url);
        const signingKeys =
          formerSigning === null ? null : signingKeySetOf({ kty: 'OKP', crv: 'Ed25519', x: formerSigning });
        print(command, { accepted, signingKeys }, [
          ...(accepted.length === 0 ? ['The keys are those of the database: nothing was changed.'] : []),
          ...accepted.map((name) => `${keyPlace(settings, name)} is accepted: ${lostWith[name]}`),
          ...(signingKeys === null
            ? []
            : [
                'Keep the next line as a file, publish it where people find it, and use: plenary verify MANIFEST --keys FILE',
                JSON.stringify(signingKeys),
              ]),
        ]);
      } finally {
        await database.close();
      }
    });
}

async function accept(settings: Settings, databaseUrl: string): Promise<Accepted> {
  const services = createServices(settings, databaseUrl, loadKeys(settings), 'command');
  const ctx = createCtx(services, { kind: 'operator' }, uuid());
  try {
    const known = await readFingerprints(services.pool);
    const accepted = findOtherKeys(known, settings);
    await inTransaction(ctx, async (tx) => {
      for (const name of accepted) {
        await acceptKey(tx, name);
        recordAudit(tx, { action: 'acceptKeys', subject: { kind: 'key', id: name } });
      }
    });
    return {
      accepted,
      formerSigning: accepted.includes('signing') ? (known.get('signing') ?? null) : null,
    };
  } finally {
    await closeServices(services);
  }
}
