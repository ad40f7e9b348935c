import { editable, nullableWhenOptional, staleVersion, version } from '@plenary/platform';
import { z } from 'zod';
import { noChanges } from '../changes.js';
import { limitsId, type LimitsContent } from '../content.js';
import { programLimits, usualLimits } from '../draft.js';
import { edit, withoutVersion } from './edit.js';

/** Other numbers for the rules to go by. What is left out stays; null brings back the usual number. */
export const setProgramLimits = edit(
  z.strictObject({ version, ...nullableWhenOptional(editable(programLimits.shape)) }).meta({
    description:
      'Other numbers for the rules of the program to go by, in minutes. What is left out stays; null brings back the usual number.',
  }),
  ({ frame: { limits } }, { version: seen, ...input }) => {
    if (limits.version !== seen) throw staleVersion('The limits', seen, { ...limits });
    const before = withoutVersion(limits);
    const choose = (name: keyof typeof input): number => {
      const asked = input[name];
      return asked === undefined ? before[name] : (asked ?? usualLimits[name]);
    };
    const after: LimitsContent = {
      id: limitsId,
      changeover: choose('changeover'),
      walk: choose('walk'),
      interpreters: choose('interpreters'),
      sitting: choose('sitting'),
      pause: choose('pause'),
    };
    return { ...noChanges, limits: [{ id: limitsId, before, after }] };
  },
);
