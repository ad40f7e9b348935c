import { clientKey, editable, id, nullableWhenOptional, version } from '@plenary/platform';
import { z } from 'zod';
import { personInput } from './event-input.js';

/** Whether they are published, people say themselves. */
const { key, mayPublish: _mayPublish, ...others } = personInput.shape;

export const createPersonInput = z
  .strictObject({ clientKey, key, ...nullableWhenOptional(others) })
  .meta({ description: 'A person to add to an event.' });

export const updatePersonInput = z
  .strictObject({ personId: id.meta({ description: 'The person.' }), version, ...editable(others) })
  .meta({
    description: 'Other facts about a person. What is left out stays; null empties what can be empty.',
  });
