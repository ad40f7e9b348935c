import { inputInEvent } from '@plenary/event/graphql';
import { inputType } from '@plenary/platform/graphql';
import { z } from 'zod';
import { copyProgramInput } from '../operations/copy-program.js';
import { importProgramInput } from '../operations/import-program-file.js';
import { releaseProgramInput, waiver } from '../operations/release-program.js';
import { runSessionInput, setActualTimesInput } from '../operations/run-session.js';
import { cancelScheduledReleaseInput, scheduleReleaseInput } from '../operations/schedule-release.js';

inputType('WaiverInput', waiver);

export const ReleaseProgramInput = inputInEvent('ReleaseProgramInput', releaseProgramInput);
export const ScheduleReleaseInput = inputInEvent('ScheduleReleaseInput', scheduleReleaseInput);
export const CancelScheduledReleaseInput = inputInEvent(
  'CancelScheduledReleaseInput',
  cancelScheduledReleaseInput,
);
export const RunSessionInput = inputInEvent('RunSessionInput', runSessionInput);
export const SetActualTimesInput = inputInEvent('SetActualTimesInput', setActualTimesInput);
export const ImportProgramInput = inputInEvent('ImportProgramInput', importProgramInput);
export const CopyProgramInput = inputType(
  'CopyProgramInput',
  copyProgramInput,
  z.object({
    event: z.string().meta({
      description: 'The slug of the new event: a draft without a program. Its own days are those shifted to.',
    }),
  }),
);
