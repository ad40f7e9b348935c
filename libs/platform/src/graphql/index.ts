export { AsParent, Allow, KeptUntil, Public, Unaudited, accessOf, type Access } from './access.js';
export {
  Gql,
  InEvent,
  InRequest,
  perRequest,
  type EventLocator,
  type FieldArguments,
  type GqlContext,
} from './context.js';
export { buildSchema, type BuiltSchema } from './build-schema.js';
export type { Declaration } from './declarations.js';
export { Documents } from './documents.js';
export { graphqlOverHttp } from './http-handler.js';
export { graphqlOverWebSocket, type OnSocket } from './socket-server.js';
export { asksForSocket } from './socket-upgrade.js';
export { presentError, type PresentedError } from './present-error.js';
export { LocalTextInput, LocalTextType, localTexts } from './local-text.type.js';
export { PageArgs, pageType } from './page.type.js';
export { AnswerCache } from './answer-cache.js';
export { Input, inputType, type InputClass } from './input-type.js';
