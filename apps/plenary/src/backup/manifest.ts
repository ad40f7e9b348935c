import type { KeyName } from '@plenary/platform';
import { z } from 'zod';

/** What is measured of everything that a backup holds. */
const content = { bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) };

/** Only names that need no quoting, in SQL or in a path. */
const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/);

/** A key of the storage: no part of it may lead elsewhere. */
const storageKey = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/);

const table = z.strictObject({
  schema: z.literal('public'),
  name: identifier,
  columns: z.array(identifier).min(1),
  rows: z.int().min(0),
  ...content,
});

/** What a backup holds: the last file in it, written when all the others were measured. */
export const manifestSchema = z.strictObject({
  format: z.literal('plenary-backup/1'),
  /** Version of the program that took it. */
  program: z.string().max(50),
  /** The instant of the snapshot, by the database's clock. */
  takenAt: z.iso.datetime(),
  /** Version of the database server. */
  server: z.string().max(100),
  migrations: z.array(
    z.strictObject({ name: z.string().max(255), checksum: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  /** In the order in which they are loaded: each after those that it refers to. */
  tables: z.array(table),
  sequences: z.array(
    z.strictObject({ name: identifier, lastValue: z.string().regex(/^-?\d{1,19}$/), isCalled: z.boolean() }),
  ),
  files: z.array(z.strictObject({ key: storageKey, ...content })),
  /** Keys of files that rows name and that the storage did not have. */
  missing: z.array(storageKey),
  keys: z.strictObject({
    included: z.boolean(),
    /** A keyed hash of the secret key: it tells keys apart, and tells nothing of them. */
    secret: z.string().max(100),
    /** The public half of the signing key (RFC 8037), for manifests signed with it. */
    signing: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().max(100) }),
  }),
});

export type Manifest = z.output<typeof manifestSchema>;
export type Content = z.output<z.ZodObject<typeof content>>;
export type TableContent = Manifest['tables'][number];

export const manifestName = 'manifest.json';
/** Room for some 300,000 files; it is held in memory. */
export const largestManifest = 64_000_000;

export const largestKey = 1_000;

export function tableEntry({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `tables/${schema}.${name}.copy`;
}

export function fileEntry(key: string): string {
  return `files/${key}`;
}

export function keyEntry(name: KeyName): string {
  return `keys/${name}`;
}
