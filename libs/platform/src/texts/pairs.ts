import { z } from 'zod';

/**
 * Maps that are given as lists over GraphQL, which has no maps: the input type of an entry, and what it calls the key and
 * the value.
 */
export const pairs = z.registry<{ readonly type: string; readonly key: string; readonly value: string }>();
