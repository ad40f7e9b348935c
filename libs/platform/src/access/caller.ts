import { topicOf, type Actor } from './actor.js';
import { networkOf } from './network.js';

/** By whom requests are counted: who brings a session, a token or a link by that, and strangers by their network. */
export interface Caller {
  readonly key: string;
  readonly isStranger: boolean;
}

export function callerOf(actor: Actor, address: string): Caller {
  const topic = topicOf(actor);
  return { key: topic ?? networkOf(address), isStranger: topic === null };
}
