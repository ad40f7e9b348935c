import { createReadStream, statSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { importTranscript } from '@plenary/minutes';
import { Refusal, instant } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { isoIn } from '@plenary/program';
import { describeRecognition, recognitionJson } from './recognition.js';
import { print, withSession } from './session.js';

interface Options {
  readonly language: string;
  readonly startsAt?: Date;
  readonly session?: string;
}

function startsAt(text: string): Date {
  const parsed = instant.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message ?? 'must be an instant'}.`);
}

export function addImportTranscript(program: Command): void {
  program
    .command('import-transcript')
    .argument('<event>', 'its slug')
    .argument('<file>', 'a WebVTT file')
    .requiredOption('--language <code>', 'the language of its words')
    .option(
      '--starts-at <instant>',
      'the instant of its 00:00:00 (default: the start of the first session)',
      startsAt,
    )
    .option('--session <key>', 'the one session that it is of')
    .description('import a transcript and recognise its speakers')
    .action(async (slug: string, file: string, options: Options, command: Command) => {
      const { language, startsAt = null, session = null } = options;
      if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
        throw new Refusal('BAD_INPUT', `There is no file ${file}.`);
      }
      await withSession(async ({ inEvent }) => {
        const ctx = await inEvent(slug);
        const { id: uploadId } = await receiveUpload(ctx, 'transcript', 'text/vtt', createReadStream(file));
        const report = await importTranscript(ctx, { uploadId, language, startsAt, session: session });
        const start = isoIn(report.startsAt, ctx.event.timeZone);
        const { transcriptId, startsAtAssumed } = report;
        print(command, { transcriptId, startsAt: start, startsAtAssumed, ...recognitionJson(report) }, [
          startsAtAssumed
            ? `00:00:00 is taken to be ${start}, the start of the program.`
            : `00:00:00 is ${start}.`,
          ...describeRecognition(report),
        ]);
      });
    });
}
