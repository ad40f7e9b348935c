import { CopyResolver } from './copy.resolver.js';
import { EditResolver } from './edit.resolver.js';
import { ImportResolver } from './import.resolver.js';
import { ProgramResolver } from './program.resolver.js';
import { ReleaseResolver } from './release.resolver.js';
import { RunningOrderResolver } from './running-order.resolver.js';

export const programResolvers = [
  ProgramResolver,
  EditResolver,
  CopyResolver,
  ImportResolver,
  ReleaseResolver,
  RunningOrderResolver,
];
export { AnswerInput, SetConsentInput, SetOwnAvailabilityInput } from './edit.input.js';
export { AppearanceAnswersType, WindowType } from './draft.type.js';
