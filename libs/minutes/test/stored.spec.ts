import { describeStored } from '@plenary/testing';
import { storedCues } from '../src/domain/cue.js';
import { storedMinutesWaivers } from '../src/domain/finding.js';

describeStored(new URL('stored/', import.meta.url), [storedCues, storedMinutesWaivers]);
