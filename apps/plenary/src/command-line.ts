import { Command, CommanderError } from 'commander';
import { addApproveMinutes } from './commands/approve-minutes.js';
import { addCheckMinutes } from './commands/check-minutes.js';
import { addDraftMinutes } from './commands/draft-minutes.js';
import { addGrant } from './commands/grant.js';
import { addImportEvent } from './commands/import-event.js';
import { addImportTranscript } from './commands/import-transcript.js';
import { addJobs } from './commands/jobs.js';
import { addPublishMinutes } from './commands/publish-minutes.js';
import { addReleaseProgram } from './commands/release-program.js';
import { addSignInLink } from './commands/sign-in-link.js';
import { addVerify } from './commands/verify.js';
import { describeFailure } from '@plenary/platform';

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
  addGrant,
  addJobs,
]) {
  add(program);
}
for (const command of program.commands)
  command.exitOverride().showHelpAfterError('(--help shows how to use it)');

/** 0, 1 where it failed, or 2 where it was used wrongly. */
async function run(): Promise<number> {
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    process.stderr.write(`${describeFailure(error)}\n`);
    return 1;
  }
}

process.exit(await run());
