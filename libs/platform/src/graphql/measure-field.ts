import type { GraphQLFieldResolver } from 'graphql';
import { isDatabaseAway } from '../database/sql-state.js';
import { Refusal, type ErrorCode } from '../errors.js';
import type { GqlContext } from './context.js';

/** The same resolver, with its time and how it ended told to the metrics. */
export function measureField(
  field: string,
  resolve: GraphQLFieldResolver<unknown, GqlContext>,
): GraphQLFieldResolver<unknown, GqlContext> {
  return (parent, args, gql, info) => {
    const { rootFields, errors } = gql.ctx.services.metrics;
    const end = rootFields.startTimer({ field });
    const fail = (error: unknown): never => {
      end();
      errors.inc({ field, code: codeFor(error) });
      throw error;
    };
    try {
      const result: unknown = resolve(parent, args, gql, info);
      if (result instanceof Promise)
        return result.then((value: unknown) => {
          end();
          return value;
        }, fail);
      end();
      return result;
    } catch (error) {
      return fail(error);
    }
  };
}

/** As the client is told; see `presentError`. */
function codeFor(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  return isDatabaseAway(error) ? 'UNAVAILABLE' : 'INTERNAL';
}
