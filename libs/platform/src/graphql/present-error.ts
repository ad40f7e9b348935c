import { GraphQLError } from 'graphql';
import { isCollision, isDatabaseAway } from '../database/sql-state.js';
import { Refusal, type ErrorCode, type FieldProblem } from '../errors.js';
import type { Logger } from '../log.js';

/** An error as a client sees it, over GraphQL and every other route alike. */
export interface PresentedError {
  readonly message: string;
  readonly extensions: {
    readonly code: ErrorCode;
    readonly fields?: readonly FieldProblem[];
    /** Of an INTERNAL error: the request to name when one reports it. */
    readonly requestId?: string;
    readonly [fact: string]: unknown;
  };
}

/** The one map from what was thrown to what is said. What is no refusal of ours is logged, and never shown. */
export function presentError(thrown: unknown, requestId: string, log: Logger): PresentedError {
  if (thrown instanceof Refusal) {
    const { fields, facts } = thrown.details;
    return {
      message: thrown.message,
      extensions: { ...facts, code: thrown.code, ...(fields ? { fields } : {}) },
    };
  }
  if (isDatabaseAway(thrown)) {
    log.warn({ requestId, error: nameOf(thrown) }, 'the database is away');
    return {
      message: 'The database cannot be reached just now. Please try again.',
      extensions: { code: 'UNAVAILABLE' },
    };
  }
  if (isCollision(thrown)) {
    log.warn({ requestId }, 'a change collided with others at every try');
    return {
      message: 'Too many changes are made here at once. Please try again.',
      extensions: { code: 'UNAVAILABLE' },
    };
  }
  log.error({ requestId, error: thrown }, 'a request failed');
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL', requestId } };
}

/** An error of GraphQL as a client sees it. What GraphQL itself refuses is bad input, at a place of the document. */
export function presentGraphQLError(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  const { nodes, source, positions, path, originalError } = error;
  if (originalError === undefined || originalError instanceof GraphQLError) {
    return new GraphQLError(withoutSuggestion(error.message), {
      nodes,
      source,
      positions,
      path,
      extensions: { code: 'BAD_INPUT' },
    });
  }
  const { message, extensions } = presentError(originalError, requestId, log);
  return new GraphQLError(message, { path, extensions });
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

/** A compiled document words its own errors, and guesses at names that a stranger is not to learn. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
