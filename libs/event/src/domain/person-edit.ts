import { z } from 'zod';
import { personInput } from './event-input.js';

/** Whether they are published, people say themselves. */
const { key, familyName, nameOrder, mayPublish, ...others } = personInput.shape;

/** A person to add. */
export const createPersonInput = z.strictObject({
  clientKey: z.uuid('must be a UUID'),
  key,
  familyName,
  nameOrder,
  ...others,
});

/** Other facts about a person. What is left out stays; null empties what can be empty. */
export const updatePersonInput = z.strictObject({
  personId: z.uuid('must be an id'),
  version: z.int().min(1),
  familyName: familyName.optional(),
  nameOrder: nameOrder.optional(),
  givenName: others.givenName.nullable(),
  title: others.title.nullable(),
  grade: others.grade.nullable(),
  post: others.post.nullable(),
  organisation: others.organisation.nullable(),
  country: others.country.nullable(),
  email: others.email.nullable(),
  language: others.language.nullable(),
  biography: others.biography.nullable(),
  needs: others.needs.nullable(),
});

/** What people change of themselves. What is left out stays; null empties what can be empty. */
export const updateProfileInput = z.strictObject({
  version: z.int().min(1),
  title: others.title.nullable(),
  biography: others.biography.nullable(),
  needs: others.needs.nullable(),
  mayPublish: mayPublish.nullable(),
});

export const setPhotographInput = z.strictObject({
  version: z.int().min(1),
  uploadId: z.uuid('must be an id').nullable(),
});
