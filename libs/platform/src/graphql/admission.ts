import {
  createSourceEventStream,
  getOperationAST,
  print,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { viewerClass } from '../access/viewer.js';
import type { Ctx, EventCtx } from '../ctx.js';
import type { GqlContext } from './context.js';
import type { Subscription } from './subscription-source.js';

/** Who was let in to what a subscription shows. GraphQL takes it for the stream, of which it has nothing. */
export class Admission {
  constructor(readonly inEvent: EventCtx | null) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<never> {
    // It is never read.
  }
}

/** One who was let in, with all that what they are shown depends on. */
export interface Admitted {
  /** Who have the same are shown the same. */
  readonly key: string;
  /** The context for all of them: it has nothing that is one viewer's own. */
  readonly ctx: Ctx;
}

/**
 * Passes the door of a subscription, for one who wants to follow it.
 * @returns the errors by which they are refused, if they are
 */
export async function admit(subscription: Subscription): Promise<Admitted | ExecutionResult> {
  const { ctx, ...asked } = subscription;
  const contextValue: GqlContext = { ctx, reading: null, admitting: true };
  const admission = await createSourceEventStream({ ...asked, contextValue, hideSuggestions: true });
  if (!(Symbol.asyncIterator in admission)) return admission;
  if (!(admission instanceof Admission)) throw new Error('A subscription has a door: see bindHandler.');
  const { inEvent } = admission;
  const what = [plainText(asked.document), asked.operationName ?? null, declaredVariables(asked)];
  // Outside of events there is no class: each actor follows for itself.
  if (inEvent === null) return { key: JSON.stringify([ctx.actor, ...what]), ctx };
  const { event, viewer } = inEvent;
  const shownTo = { eventId: event.id, viewer: { ...viewer, personId: null } };
  return { key: JSON.stringify([event.id, viewerClass(viewer), ...what]), ctx: { ...ctx, shownTo } };
}

const plain = new WeakMap<DocumentNode, string>();

/** The document without what makes no difference: comments, commas, spaces. */
function plainText(document: DocumentNode): string {
  const text = plain.get(document) ?? print(document);
  plain.set(document, text);
  return text;
}

/** The values of those variables that the document declares: a client may send any others, to no effect. */
function declaredVariables({
  document,
  operationName,
  variableValues,
}: Omit<ExecutionArgs, 'schema'>): object {
  const operation = getOperationAST(document, operationName);
  const names = (operation?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const given = names.filter((name) => Object.hasOwn(variableValues ?? {}, name));
  return Object.fromEntries(given.map((name) => [name, variableValues?.[name]]));
}
