import { ProgramResolver } from './program.resolver.js';

export const programResolvers = [ProgramResolver];
