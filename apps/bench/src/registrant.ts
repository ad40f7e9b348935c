import { randomUUID } from 'node:crypto';

/** What somebody says who registers, as an operation takes it. */
export function aRegistrant(
  categoryId: string,
  email = `${randomUUID()}@example.org`,
): Readonly<Record<string, unknown>> & { readonly email: string } {
  return {
    clientKey: randomUUID(),
    categoryId,
    mode: 'ON_SITE',
    familyName: { en: 'Reed' },
    nameOrder: 'GIVEN_FIRST',
    email,
    language: 'en',
  };
}
