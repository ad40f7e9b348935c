import { staleVersion } from '@plenary/platform';
import { z } from 'zod';
import { noChanges } from '../changes.js';
import { limitsId, type LimitsContent } from '../content.js';
import { programLimits, usualLimits } from '../draft.js';
import { edit, withoutVersion } from './edit.js';

const { changeover, walk, interpreters, sitting, pause } = programLimits.shape;

/** Other numbers for the rules to go by. What is left out stays; null brings back the usual number. */
export const setProgramLimits = edit(
  z.strictObject({
    version: z.int().min(0),
    changeover: changeover.unwrap().nullish(),
    walk: walk.unwrap().nullish(),
    interpreters: interpreters.unwrap().nullish(),
    sitting: sitting.unwrap().nullish(),
    pause: pause.unwrap().nullish(),
  }),
  ({ frame: { limits } }, { version, ...input }) => {
    if (limits.version !== version) throw staleVersion('The limits', version, { ...limits });
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
