import { AnswersResolver } from './answers.resolver.js';
import { MaterialResolver, MaterialsResolver } from './material.resolver.js';
import { PartLinksResolver } from './part-links.resolver.js';
import { PartResolver } from './part.resolver.js';

export const partsResolvers = [
  PartResolver,
  AnswersResolver,
  MaterialResolver,
  MaterialsResolver,
  PartLinksResolver,
];
