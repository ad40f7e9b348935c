import { resolve } from 'node:path';
import type { z } from 'zod';
import { badInput } from '../errors.js';
import { fieldProblems } from '../parse.js';
import type { StorageLocation } from '../storage/storage.js';
import { settingsTable, type SettingTexts } from './table.js';

/** What the program runs with: the settings and what follows from them. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Null means the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** The Redis that has the queue and carries live updates. Null means that the database does both. */
  readonly queueUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Where reports of undeliverable mail go; null for the sender's address. */
  readonly mailBounces: string | null;
  /** Of published files and uploads. */
  readonly files: StorageLocation;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly secretKey: Buffer | null;
  readonly signingKey: Buffer | null;
  /** Where staff sign in with their organisation's account; null where nowhere. */
  readonly oidc: OidcClient | null;
  readonly demo: boolean;
  readonly introspection: boolean;
  /** Addresses and networks of proxies whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly clockFile: string | null;
  /** Whether webhooks may be sent to this machine. */
  readonly webhookLoopback: boolean;
  readonly failpointFolder: string | null;
}

/** What an OIDC provider knows this installation as. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The names of databases on which tests may drive the clock and make processes fail. */
const testDatabase = /^plenary_test/;

/**
 * The settings of a process.
 * @throws {Refusal} BAD_INPUT naming each wrong setting and what is allowed
 */
export function parseSettings(texts: SettingTexts, workingFolder: string): Settings {
  const result = settingsTable.safeParse(texts);
  if (!result.success) throw badInput(fieldProblems(result.error));
  const values = result.data;
  const databaseUrl = values.DATABASE_URL ?? null;
  requireTestDatabase(texts, databaseUrl);
  requireKeys(texts, databaseUrl);
  const dataDir = resolve(workingFolder, values.DATA_DIR);
  const demo = values.DEMO ?? databaseUrl === null;
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir,
    databaseUrl,
    queueUrl: values.QUEUE_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    mailBounces: values.MAIL_BOUNCES ?? null,
    files: storageLocation(values, dataDir, workingFolder),
    publicUrl: (values.PUBLIC_URL ?? `http://${hostInUrl(values.HOST)}:${String(values.PORT)}`).replace(
      /(?<!\/)\/+$/,
      '',
    ),
    secretKey: values.SECRET_KEY ?? null,
    signingKey: values.SIGNING_KEY ?? null,
    oidc: oidcClient(values),
    demo,
    introspection: values.INTROSPECTION ?? demo,
    trustedProxies: values.TRUST_PROXY ?? [],
    logLevel: values.LOG_LEVEL,
    clockFile: values.CLOCK ?? null,
    webhookLoopback: values.WEBHOOK_LOOPBACK ?? false,
    failpointFolder: values.FAILPOINTS ?? null,
  };
}

/** True for a database that belongs to a test, by its name. */
export function isTestDatabase(databaseUrl: string | null): boolean {
  if (databaseUrl === null) return false;
  return testDatabase.test(new URL(databaseUrl).pathname.slice(1));
}

type Values = z.output<typeof settingsTable>;

function storageLocation(values: Values, dataDir: string, workingFolder: string): StorageLocation {
  const { ARTIFACTS_URL: url = `file:${dataDir}/files`, S3_ACCESS_KEY, S3_SECRET_KEY } = values;
  if (url.startsWith('file:'))
    return { kind: 'folder', folder: resolve(workingFolder, url.slice('file:'.length)) };
  if (S3_ACCESS_KEY === undefined || S3_SECRET_KEY === undefined) {
    const path = S3_ACCESS_KEY === undefined ? 'S3_ACCESS_KEY' : 'S3_SECRET_KEY';
    throw badInput([{ path, message: 'is required where ARTIFACTS_URL is s3://' }]);
  }
  const { hostname, pathname, searchParams } = new URL(url);
  const endpoint = searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    throw badInput([
      { path: 'ARTIFACTS_URL', message: 'its endpoint must be an http:// or https:// address' },
    ]);
  return {
    kind: 's3',
    bucket: hostname,
    prefix: pathname.replace(/^\/|\/$/g, ''),
    endpoint,
    region: searchParams.get('region') ?? 'us-east-1',
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
    unfinished: `${dataDir}/unfinished`,
  };
}

function oidcClient(values: Values): OidcClient | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret };
  const missing = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter(
    (name) => values[name] === undefined,
  );
  if (missing.length === 3) return null;
  throw badInput(missing.map((path) => ({ path, message: 'is required with the other OIDC settings' })));
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function requireTestDatabase(texts: SettingTexts, databaseUrl: string | null): void {
  if (isTestDatabase(databaseUrl)) return;
  const wrong = (['CLOCK', 'WEBHOOK_LOOPBACK', 'FAILPOINTS'] as const).filter(
    (name) => texts[name] !== undefined,
  );
  if (wrong.length === 0) return;
  const message = 'is allowed only with a test database, whose name begins with plenary_test';
  throw badInput(wrong.map((path) => ({ path, message })));
}

function requireKeys(texts: SettingTexts, databaseUrl: string | null): void {
  if (databaseUrl === null) return;
  const missing = (['SECRET_KEY', 'SIGNING_KEY'] as const).filter((name) => texts[name] === undefined);
  if (missing.length === 0) return;
  const message = 'is required where DATABASE_URL is set: 32 random bytes in base64url';
  throw badInput(missing.map((path) => ({ path, message })));
}
