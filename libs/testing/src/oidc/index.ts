import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { freePort } from '@plenary/platform/postgres';
import Provider from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { z } from 'zod';

/** Whoever sits at the provider's browser. */
export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
}

/** What the provider, or somebody between it and us, does wrong. */
export interface Fault {
  /** Over the claims of the ID token, signed again with the provider's own key. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that the provider does not publish. */
  readonly foreignKey?: boolean;
  /** In the place of the one that our request has. */
  readonly challenge?: string;
  /** What the token endpoint answers. */
  readonly token?: { readonly status: number; readonly body: object };
}

/** Chosen by us: it warns of its own choice. */
class Memory extends MemoryAdapter {}

const clientId = 'plenary';
const clientSecret = randomUUID();

function makeKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  return { privateKey, jwk };
}

const claimsSchema = z.record(z.string(), z.unknown());

/** A JWS in its compact form (RFC 7515), of another token with other claims. */
function signedAgain(token: string, claims: object, key: KeyObject): string {
  const [head = '', body = ''] = token.split('.');
  const before = claimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  const content = `${head}.${Buffer.from(JSON.stringify({ ...before, ...claims })).toString('base64url')}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

/** A real OIDC provider on this machine, that can be told to do wrong. */
export class TestProvider {
  person: Person = { sub: 'sub-1', email: 'nobody@example.org', email_verified: true };
  fault: Fault = {};
  /** Requests of its keys so far. */
  keyRequests = 0;
  private server: Server | null = null;
  private keys = makeKey();

  private constructor(
    private readonly port: number,
    private readonly callbackUrl: string,
    /** Whether the address stands in the ID token; else at its own endpoint alone. */
    private readonly addressInToken: boolean,
  ) {}

  static async start(publicUrl: string, { addressInToken = false } = {}): Promise<TestProvider> {
    const provider = new TestProvider(await freePort(), `${publicUrl}/sign-in/oidc/callback`, addressInToken);
    await provider.start();
    return provider;
  }

  get settings() {
    return { OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  }

  get issuer(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    const provider = this.make();
    const callback = provider.callback();
    const server = createServer((request, response) => {
      void callback(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** From now on it signs with another key, and publishes that alone. */
  async rotateKeys(): Promise<void> {
    await this.stop();
    this.keys = makeKey();
    await this.start();
  }

  /** Follows a browser from our redirect until the provider sends it back. @returns the address it is sent back to */
  async visit(url: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let next = new URL(url);
    if (this.fault.challenge !== undefined) next.searchParams.set('code_challenge', this.fault.challenge);
    while (next.origin === this.issuer) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider says ${await response.text()}`);
      next = new URL(location, next);
    }
    return next;
  }

  private make(): Provider {
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [this.callbackUrl] }],
      adapter: Memory,
      jwks: { keys: [this.keys.jwk] },
      cookies: { keys: [randomUUID()] },
      claims: { email: ['email', 'email_verified'] },
      conformIdTokenClaims: !this.addressInToken,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: () => '/interaction' },
      ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, AuthorizationCode: 60, IdToken: 60 },
      findAccount: (_ctx: unknown, accountId: string) => ({
        accountId,
        claims: () => ({ ...this.person, sub: accountId }),
      }),
      loadExistingGrant: async ({ oidc }: { oidc: Oidc }) => {
        const { accountId } = oidc.session;
        const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (ctx, next) => {
      // Whoever comes is signed in there at once.
      if (ctx.path === '/interaction') {
        await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: this.person.sub } });
        return;
      }
      if (ctx.path === '/jwks') this.keyRequests += 1;
      await next();
      if (ctx.path === '/token') this.spoil(ctx);
    });
    return provider;
  }

  private spoil(ctx: { status: number; body: unknown }): void {
    const { token, claims = {}, foreignKey } = this.fault;
    if (token !== undefined) {
      ctx.status = token.status;
      ctx.body = token.body;
      return;
    }
    const { body } = ctx;
    if (typeof body !== 'object' || body === null || !('id_token' in body)) return;
    const key = foreignKey === true ? makeKey().privateKey : this.keys.privateKey;
    ctx.body = { ...body, id_token: signedAgain(String(body.id_token), claims, key) };
  }
}

interface Oidc {
  readonly client: { readonly clientId: string };
  readonly session: { readonly accountId: string };
  readonly provider: Provider;
}
