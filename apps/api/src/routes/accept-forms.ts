import type { FastifyInstance } from 'fastify';

/** Of a name that stands several times the last value. */
function lastOfEach(fields: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries(fields);
}

/** Of each name all values, for what is ticked. */
export function allOfEach(fields: URLSearchParams): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]));
}

/** Lets the routes of a scope take what plain forms send, as an object of texts. */
export function acceptForms(
  scope: FastifyInstance,
  bodyLimit?: number,
  read: (fields: URLSearchParams) => object = lastOfEach,
): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', ...(bodyLimit === undefined ? {} : { bodyLimit }) },
    (_request, body, done) => {
      done(null, read(new URLSearchParams(body.toString())));
    },
  );
}
