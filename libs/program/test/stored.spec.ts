import { describeStored } from '@plenary/testing';
import { storedEdit } from '../src/domain/changes.js';
import { storedProgramWaivers } from '../src/domain/findings/finding.js';
import { storedProgram } from '../src/domain/program-document.js';
import { storedReleaseChanges } from '../src/domain/release-changes.js';

describeStored(new URL('stored/', import.meta.url), [
  storedEdit,
  storedProgram,
  storedReleaseChanges,
  storedProgramWaivers,
]);
