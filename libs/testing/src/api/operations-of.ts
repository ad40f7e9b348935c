import { isObjectType, type GraphQLField } from 'graphql';
import type { TestApi } from './test-api.js';

export type Operation = GraphQLField<unknown, unknown>;

/** The fields of a type of the schema. */
export function operationsOf(
  { api }: TestApi,
  type: 'Query' | 'Mutation' | 'Subscription' | 'Event',
): Operation[] {
  const found = api.schema.getType(type);
  return isObjectType(found) ? Object.values(found.getFields()) : [];
}
