import { AccountResolver } from './account.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

export const identityResolvers = [ViewerResolver, AccountResolver];
