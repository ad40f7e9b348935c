import { z } from 'zod';
import { isLoopback } from './loopback.js';

const text = z.string();
const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
const port = 'must be a port number from 1 to 65535';

const issuer = 'must be an https:// address, or an http:// one of this machine';

/** What signs people in must be who it says it is. */
function isSafeIssuer({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** A key of 32 bytes, as it is written in a setting. */
const key32 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url (43 characters)')
  .transform((value) => Buffer.from(value, 'base64url'));

function address(protocol: RegExp, error: string) {
  return z.url({ protocol, error });
}

/**
 * Every setting there is, with how its text is read. The README's table, the check of `.env` and the parsed
 * settings all come from here. `allowed` and `what` are in Markdown.
 */
export const settingsTable = z.object({
  HOST: text
    .default('127.0.0.1')
    .meta({ allowed: 'an address of this machine', what: 'Where the server listens.' }),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, port)
    .transform(Number)
    .refine((number) => number >= 1 && number <= 65_535, port)
    .default(3000)
    .meta({ allowed: '1 to 65535', what: 'The port the server listens on.' }),
  DATA_DIR: text
    .default('.data')
    .meta({ allowed: 'a folder', what: 'Keeps the embedded database, the keys and the files.' }),
  DATABASE_URL: address(/^postgres(ql)?$/, 'must be a postgres:// address')
    .optional()
    .meta({
      allowed: '`postgres://…`, PostgreSQL 16 or later',
      what: 'The database. Without it an embedded PostgreSQL is started.',
    }),
  QUEUE_URL: address(/^rediss?$/, 'must be a redis:// or rediss:// address')
    .optional()
    .meta({
      allowed: '`redis://…/NUMBER` or `rediss://…/NUMBER`, Redis 6.2 or later; a database of its own',
      what: 'The Redis that has the queue and carries live updates. Without it the database does both.',
    }),
  SMTP_URL: address(/^smtps?$/, 'must be an smtp:// or smtps:// address')
    .optional()
    .meta({
      allowed: '`smtp://…` or `smtps://…`; `?requireTLS=true` insists on TLS',
      what: 'The mail server. Without it mail is kept, and the demo shows it under `/mailbox`.',
    }),
  MAIL_FROM: text
    .default('Plenary <plenary@localhost>')
    .meta({ allowed: 'a mail address, with or without a name', what: 'The sender of every mail.' }),
  MAIL_BOUNCES: z.email({ error: 'must be a mail address' }).optional().meta({
    allowed: 'a mail address',
    what: 'Where mail servers report what could not be delivered. Without it, to the sender.',
  }),
  ARTIFACTS_URL: z
    .string()
    .regex(
      /^(?:file:.+|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[^?#]*)?(?:\?[^#]*)?)$/,
      'must be file:PATH or s3://BUCKET/PREFIX?endpoint=…&region=…',
    )
    .optional()
    .meta({
      allowed: '`file:PATH` or `s3://BUCKET/PREFIX?endpoint=…&region=…`',
      what: 'Where published files and uploads are kept. Without it, `files` under `DATA_DIR`.',
    }),
  S3_ACCESS_KEY: text.optional().meta({
    allowed: 'a text',
    what: 'The access key of S3-compatible storage; required with it.',
  }),
  S3_SECRET_KEY: text.optional().meta({
    allowed: 'a text',
    what: 'The secret of that key.',
  }),
  PUBLIC_URL: address(/^https?$/, 'must be an http:// or https:// address')
    .optional()
    .meta({
      allowed: '`http://…` or `https://…`, without a path',
      what: 'The address that mails and calendars point to. Without it, `http://HOST:PORT`.',
    }),
  SECRET_KEY: key32.optional().meta({
    allowed: '32 bytes in base64url',
    what: 'Keys the hashes of links and sessions, and encrypts the secrets of webhooks. Made under `DATA_DIR` with the embedded database, required otherwise.',
  }),
  SIGNING_KEY: key32.optional().meta({
    allowed: '32 bytes in base64url',
    what: 'The Ed25519 seed that signs manifests. Made under `DATA_DIR` with the embedded database, required otherwise.',
  }),
  OIDC_ISSUER: z
    .url({ error: issuer })
    .refine((value) => isSafeIssuer(new URL(value)), issuer)
    .optional()
    .meta({
      allowed: '`https://…`; `http://…` on this machine',
      what: "The OpenID Connect provider where staff sign in with their organisation's account. All three or none.",
    }),
  OIDC_CLIENT_ID: text
    .optional()
    .meta({ allowed: 'a text', what: 'What the provider knows this installation as.' }),
  OIDC_CLIENT_SECRET: text.optional().meta({ allowed: 'a text', what: 'The secret for that.' }),
  DEMO: onOff.optional().meta({
    allowed: '`on` or `off`',
    what: 'Loads the demonstration and prints sign-in links. Without it, on with the embedded database only.',
  }),
  INTROSPECTION: onOff.optional().meta({
    allowed: '`on` or `off`',
    what: 'Lets anyone read the GraphQL schema. Without it, on in the demo.',
  }),
  TRUST_PROXY: z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .pipe(
      z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]), {
        error: 'must be addresses or networks, with commas between them',
      }),
    )
    .optional()
    .meta({
      allowed: 'addresses or networks (`10.0.0.0/8,::1`)',
      what: 'The proxies in front of the server, whose word on where a request comes from is taken.',
    }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, silent',
    })
    .default('info')
    .meta({ allowed: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`', what: 'How much is logged.' }),
  CLOCK: text.optional().meta({
    allowed: 'a file; with a test database only',
    what: 'A file that holds the time, for rules and SQL alike.',
  }),
  WEBHOOK_LOOPBACK: onOff.optional().meta({
    allowed: '`on` or `off`; with a test database only',
    what: 'Lets webhooks be sent to this machine, over http too.',
  }),
  FAILPOINTS: text.optional().meta({
    allowed: 'a folder; with a test database only',
    what: 'A folder whose files name the places where a process is to fail.',
  }),
});

export type SettingName = keyof typeof settingsTable.shape;

/** Settings as text, the form in which one process hands them to another. */
export type SettingTexts = Partial<Record<SettingName, string>>;

/** The table as rows for people: name, default, what is allowed, what it does. */
export function describeSettings(): { name: string; fallback: string; allowed: string; what: string }[] {
  return Object.entries(settingsTable.shape).map(([name, schema]) => {
    const meta = schema.meta();
    const fallback = schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : '';
    return { name, fallback, allowed: String(meta?.['allowed']), what: String(meta?.['what']) };
  });
}
