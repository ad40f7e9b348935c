import { createHash, createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { publicJwk } from '@plenary/platform';
import { z } from 'zod';

const edition = z.strictObject({
  event: z.string().meta({ description: "The event's slug." }),
  symbol: z.string(),
  language: z.string(),
  number: z.int(),
  publishedAt: z.string(),
});

const artifact = z.strictObject({
  name: z.string().regex(/^[a-z0-9.-]+$/),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const unsigned = { format: z.literal('plenary-manifest/1'), edition, artifacts: z.array(artifact).min(1) };

/** The signed list of an edition's artifacts. */
export const manifestSchema = z.strictObject({
  ...unsigned,
  signature: z.strictObject({
    algorithm: z.literal('Ed25519'),
    keyId: z.string().meta({ description: 'Thumbprint of the public key (RFC 7638).' }),
    value: z.string().meta({ description: 'Of the canonical form (RFC 8785) of the rest, in base64url.' }),
  }),
});

export type Manifest = z.output<typeof manifestSchema>;

/** A public key as it is published (RFC 7517, 8037). */
export interface SigningKey extends JsonWebKey {
  readonly kid: string;
}

export interface SigningKeySet {
  readonly keys: readonly SigningKey[];
}

/** What is wrong with a manifest or one of its files; `name` is null for the manifest itself. */
export interface VerificationProblem {
  readonly name: string | null;
  readonly message: string;
}

/** RFC 8785: one text for one value. */
function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Nothing to canonicalize');
  return text;
}

/** RFC 7638: the SHA-256 of the key's required members, in base64url. */
function thumbprint(jwk: { readonly kty: string; readonly crv: string; readonly x: string }): string {
  const { crv, kty, x } = jwk;
  return createHash('sha256').update(canonical({ crv, kty, x })).digest('base64url');
}

/** The public half of the signing key, as `/.well-known/plenary-signing-keys.json` has it. */
export function signingKeySet(signing: KeyObject): SigningKeySet {
  return signingKeySetOf(publicJwk(signing));
}

/** The same from the public half alone. */
export function signingKeySetOf(jwk: ReturnType<typeof publicJwk>): SigningKeySet {
  return { keys: [{ ...jwk, kid: thumbprint(jwk), use: 'sig', alg: 'EdDSA' }] };
}

/** The bytes of a signed manifest: canonical, so that the same edition has the same bytes anywhere. */
export function signManifest(content: Omit<Manifest, 'signature' | 'format'>, signing: KeyObject): Buffer {
  const body = { format: 'plenary-manifest/1', ...content };
  const value = sign(null, Buffer.from(canonical(body)), signing).toString('base64url');
  const signature = { algorithm: 'Ed25519', keyId: thumbprint(publicJwk(signing)), value };
  return Buffer.from(`${canonical({ ...body, signature })}\n`);
}

/**
 * Checks a manifest against keys one trusts, and each file against the manifest. A key inside the manifest is never
 * looked at.
 * @param readArtifact the bytes of a file beside the manifest; null if there is none
 */
export async function verifyManifest(
  bytes: Buffer,
  trusted: SigningKeySet,
  readArtifact: (name: string) => Promise<Buffer | null>,
): Promise<{ manifest: Manifest | null; problems: VerificationProblem[] }> {
  const manifest = parseManifest(bytes);
  if (manifest === null)
    return {
      manifest,
      problems: [{ name: null, message: 'This is no manifest of minutes, or it was changed.' }],
    };
  const key = trusted.keys.find(({ kid }) => kid === manifest.signature.keyId);
  if (key === undefined)
    return {
      manifest,
      problems: [{ name: null, message: 'The manifest is signed by a key that is not trusted.' }],
    };
  const { signature, ...body } = manifest;
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  if (!verify(null, Buffer.from(canonical(body)), publicKey, Buffer.from(signature.value, 'base64url'))) {
    return {
      manifest,
      problems: [{ name: null, message: 'The manifest does not fit its signature: it was changed.' }],
    };
  }
  const problems: VerificationProblem[] = [];
  for (const { name, bytes: length, sha256 } of manifest.artifacts) {
    const file = await readArtifact(name);
    if (file === null) problems.push({ name, message: 'is missing' });
    else if (file.length !== length)
      problems.push({ name, message: `has ${String(file.length)} bytes, not ${String(length)}` });
    else if (createHash('sha256').update(file).digest('hex') !== sha256)
      problems.push({ name, message: 'was changed: its SHA-256 differs' });
  }
  return { manifest, problems };
}

/** Null unless the bytes are exactly those that we would write for what they say. */
function parseManifest(bytes: Buffer): Manifest | null {
  try {
    const parsed = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
    return `${canonical(parsed)}\n` === bytes.toString('utf8') ? parsed : null;
  } catch {
    return null;
  }
}
