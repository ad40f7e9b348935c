import { ViewerResolver } from './viewer.resolver.js';

export const identityResolvers = [ViewerResolver];
