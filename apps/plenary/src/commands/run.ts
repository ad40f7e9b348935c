import { describeFailure } from '@plenary/platform';
import { Command, CommanderError } from 'commander';
import { addAcceptKeys } from './accept-keys.js';
import { addApproveMinutes } from './approve-minutes.js';
import { addBackup } from './backup.js';
import { addBounce } from './bounce.js';
import { addCheckMinutes } from './check-minutes.js';
import { addCreateToken } from './create-token.js';
import { addDoctor } from './doctor.js';
import { addDraftMinutes } from './draft-minutes.js';
import { addExport } from './export.js';
import { addGrant } from './grant.js';
import { addImportEvent } from './import-event.js';
import { addImportTranscript } from './import-transcript.js';
import { addJobs } from './jobs.js';
import { addPublishMinutes } from './publish-minutes.js';
import { addReleaseProgram } from './release-program.js';
import { addRestore } from './restore.js';
import { addRevoke } from './revoke.js';
import { addRevokeToken } from './revoke-token.js';
import { addSignInLink } from './sign-in-link.js';
import { TryAgainError, tryAgainStatus } from './try-again.js';
import { addUnbindOidc } from './unbind-oidc.js';
import { addVerify } from './verify.js';

const wrongUse = 2;

const program = new Command('plenary')
  .description("The operator's command line. It works on the database that DATA_DIR or DATABASE_URL names.")
  .option('--json', 'print the result as JSON, and nothing else on stdout')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(--help shows how to use it)')
  .exitOverride();

for (const add of [
  addImportEvent,
  addReleaseProgram,
  addImportTranscript,
  addDraftMinutes,
  addCheckMinutes,
  addApproveMinutes,
  addPublishMinutes,
  addVerify,
  addSignInLink,
  addExport,
  addGrant,
  addRevoke,
  addCreateToken,
  addRevokeToken,
  addUnbindOidc,
  addJobs,
  addBounce,
  addDoctor,
  addAcceptKeys,
  addBackup,
  addRestore,
]) {
  add(program);
}
for (const command of program.commands)
  command.exitOverride().showHelpAfterError('(--help shows how to use it)');

/**
 * Runs a command line.
 * @param args what stands after the program's name
 * @returns the exit status: 0, 1 where it failed, or 2 where it was used wrongly
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    process.stderr.write(`${describeFailure(error)}\n`);
    return error instanceof TryAgainError ? tryAgainStatus : 1;
  }
}
