import { Refusal, type Services } from '@plenary/platform';
import type { OidcClient } from '@plenary/platform/settings';
import { LRUCache } from 'lru-cache';
import type * as openid from 'openid-client';
import type { Configuration, ExportedJWKSCache, ServerMetadata } from 'openid-client';
import { z } from 'zod';
import { before, lifetimes } from '../domain/lifetimes.js';
import type { OidcClaims } from '../domain/oidc-claims.js';
import { oidcFailure } from '../domain/oidc-failure.js';
import type { PendingSignIn } from '../domain/pending-sign-in.js';

/** Loaded by the first sign-in: most installations need it rarely, or not at all. */
type Library = typeof openid;

/** Where the provider sends the browser back to; registered there. */
export const callbackPath = '/sign-in/oidc/callback';

const timeoutSeconds = 8;
/** What the provider says of itself changes rarely. */
const metadataMs = 3_600_000;
/** A key that is not among those at hand is asked for, however lately they were: the library would wait for a minute. */
const keysAreAskedForAfterSeconds = 60;
/** Who was asked longer ago is asked again: some operations need it (design: safety.md 2). */
const maxAgeSeconds = 12 * 3_600;

/** Of the year 9999. */
const latestSecond = 253_402_300_799;

/** What is of another type than it should be was not said. */
const vouched = z.object({
  // A provider's own names are at most 255 letters (OpenID Connect Core 1.0, 2).
  sub: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  auth_time: z.number().min(0).max(latestSecond).optional(),
});

/** The OIDC provider of this installation: authorization code, PKCE, state and nonce (OpenID Connect Core 1.0). */
export class OidcProvider {
  /** Who asks meanwhile shares one request; a failure is not kept. */
  private readonly metadata;
  private keys: ExportedJWKSCache | null = null;

  constructor(
    private readonly services: Services,
    private readonly client: OidcClient,
  ) {
    this.metadata = new LRUCache<string, ServerMetadata>({
      max: 1,
      ttl: metadataMs,
      fetchMethod: (issuer) => this.discover(issuer),
    });
  }

  /**
   * Begins a sign-in.
   * @returns where the browser is to go, and what it is to keep meanwhile
   * @throws {Refusal} UNAVAILABLE
   */
  async start(): Promise<{ readonly url: string; readonly pending: PendingSignIn }> {
    return this.attempt(async (library) => {
      const pending = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
        startedAt: this.services.clock.now().getTime(),
      };
      const url = library.buildAuthorizationUrl(await this.configure(library), {
        redirect_uri: `${this.services.settings.publicUrl}${callbackPath}`,
        scope: 'openid email',
        max_age: String(maxAgeSeconds),
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await library.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, pending };
    });
  }

  /**
   * Takes the provider's answer, and fetches what it vouches for.
   * @param query of the address that the browser came back to
   * @throws {Refusal} UNAUTHENTICATED if anything of it does not hold; UNAVAILABLE
   */
  async finish(query: string, pending: PendingSignIn): Promise<OidcClaims> {
    const now = this.services.clock.now();
    if (new Date(pending.startedAt) < before(now, lifetimes.oidcSignIn)) throw startAgain();
    return this.attempt(async (library) => {
      const configuration = await this.configure(library);
      const tokens = await library.authorizationCodeGrant(configuration, this.callbackUrl(query), {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
      });
      this.keys = library.getJwksCache(configuration) ?? null;
      const signed = vouched.parse(tokens.claims());
      const { issuer, userinfo_endpoint: more } = configuration.serverMetadata();
      const { email, email_verified } =
        signed.email === undefined && more !== undefined
          ? vouched.parse(await library.fetchUserInfo(configuration, tokens.access_token, signed.sub))
          : signed;
      return {
        issuer,
        subject: signed.sub,
        email,
        emailVerified: email_verified === true,
        authenticatedAt: signed.auth_time === undefined ? null : new Date(signed.auth_time * 1_000),
      };
    });
  }

  private callbackUrl(query: string): URL {
    return new URL(`${callbackPath}?${query}`, this.services.settings.publicUrl);
  }

  private async discover(issuer: string): Promise<ServerMetadata> {
    const library = await import('openid-client');
    const { clientId, clientSecret } = this.client;
    const configuration = await library.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      execute: this.isLocal() ? [library.allowInsecureRequests] : [],
    });
    return configuration.serverMetadata();
  }

  /** A new one a sign-in: the library ties to it how long keys are kept. */
  private async configure(library: Library): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.client;
    const metadata = await this.metadata.forceFetch(issuer);
    const configuration = new library.Configuration(
      metadata,
      clientId,
      clientSecret,
      authenticationOf(library, metadata, clientSecret),
    );
    configuration.timeout = timeoutSeconds;
    library.enableNonRepudiationChecks(configuration);
    if (this.isLocal()) library.allowInsecureRequests(configuration);
    if (this.keys !== null) {
      const asked = Math.floor(Date.now() / 1_000) - keysAreAskedForAfterSeconds;
      library.setJwksCache(configuration, { ...this.keys, uat: Math.min(this.keys.uat, asked) });
    }
    return configuration;
  }

  /** The settings allow plain http on this machine alone. */
  private isLocal(): boolean {
    return this.client.issuer.startsWith('http:');
  }

  private async attempt<Result>(work: (library: Library) => Promise<Result>): Promise<Result> {
    try {
      return await work(await import('openid-client'));
    } catch (error) {
      const failure = oidcFailure(error);
      if (failure === null) throw error;
      this.services.log.warn({ reason: failure.reason }, `a sign-in by OIDC failed: ${failure.kind}`);
      if (failure.kind === 'refused') throw startAgain();
      throw new Refusal(
        'UNAVAILABLE',
        "Your organisation's sign-in cannot be reached just now. You can sign in by a mailed link.",
      );
    }
  }
}

/** UNAUTHENTICATED: what the browser brought back does not hold. */
export function startAgain(): Refusal {
  return new Refusal('UNAUTHENTICATED', 'This sign-in could not be completed. Please start it again.');
}

/** Every provider takes the secret by HTTP Basic (RFC 6749, 2.3.1), unless it says that it does not. */
function authenticationOf(library: Library, metadata: ServerMetadata, secret: string) {
  const methods = metadata.token_endpoint_auth_methods_supported;
  const takesBasic = methods === undefined || methods.includes('client_secret_basic');
  return takesBasic ? library.ClientSecretBasic(secret) : library.ClientSecretPost(secret);
}
