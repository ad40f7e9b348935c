import { ProgramResolver } from './program.resolver.js';

export const programResolvers = [ProgramResolver];
export { Severity } from './program.type.js';
