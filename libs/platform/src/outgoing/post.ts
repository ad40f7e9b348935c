import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './addresses.js';
import { resolve, type Resolve } from './resolve.js';
import { hostOf } from './target.js';

/** Why there was no answer, for people to act on. */
export type NoAnswer = 'TIMEOUT' | 'NO_ADDRESS' | 'PRIVATE_ADDRESS' | 'TLS' | 'CONNECTION';

/** The request came to no answer. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';

  constructor(
    readonly reason: NoAnswer,
    cause?: unknown,
  ) {
    super(`No answer: ${reason}`, { cause });
  }
}

interface Outgoing {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Gives the request up at once. */
  readonly signal: AbortSignal;
  /** Whether this machine may be sent to, over http too: for tests. */
  readonly loopback: boolean;
  readonly resolve?: Resolve;
}

const patienceMs = 10_000;
const mostHeaderBytes = 16_384;

/**
 * Posts to an address that a person gave (design: safety.md 7). A name is looked up once, at the connection, and must
 * lead to public addresses alone; the connection is made to one that was looked at. No redirect is followed, no proxy
 * or cookie used, and of the answer only the status is read.
 * @returns the status of the answer
 * @throws {OutgoingError} after 10 s at most; what aborted the signal, if that did
 */
export async function post(target: string, outgoing: Outgoing): Promise<number> {
  const url = new URL(target);
  const { headers, body, signal, loopback, resolve: look = resolve } = outgoing;
  const mayConnect = (address: string): boolean =>
    isPublicAddress(address) || (loopback && isLoopbackAddress(address));
  // Node looks nothing up where the host is an IP address.
  if (isIP(hostOf(url)) !== 0 && !mayConnect(hostOf(url))) throw new OutgoingError('PRIVATE_ADDRESS');
  const lookup: LookupFunction = (name, { all }, found) => {
    checkedAddresses(name, look, mayConnect).then(
      (addresses) => {
        const answers = addresses.map((address) => ({ address, family: isIP(address) }));
        if (all === true) found(null, answers);
        else found(null, answers[0]?.address ?? '', answers[0]?.family ?? 0);
      },
      (error: unknown) => {
        found(error instanceof Error ? error : new Error(String(error)), '');
      },
    );
  };
  const deadline = AbortSignal.timeout(patienceMs);
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  try {
    return await new Promise<number>((answered, failed) => {
      const sent = send(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup,
        maxHeaderSize: mostHeaderBytes,
        signal: AbortSignal.any([signal, deadline]),
      });
      sent.on('response', (response) => {
        response.on('error', () => undefined);
        response.destroy();
        const { statusCode = 0 } = response;
        // The parser takes any three digits (RFC 9110, 15).
        if (statusCode >= 100) answered(statusCode);
        else failed(new OutgoingError('CONNECTION'));
      });
      sent.on('error', failed);
      sent.on('close', () => {
        failed(new OutgoingError('CONNECTION'));
      });
      sent.end(body);
    });
  } catch (error) {
    signal.throwIfAborted();
    throw deadline.aborted ? new OutgoingError('TIMEOUT') : withReason(error);
  }
}

async function checkedAddresses(
  name: string,
  look: Resolve,
  mayConnect: (address: string) => boolean,
): Promise<string[]> {
  const addresses = await look(name);
  if (addresses.length === 0) throw new OutgoingError('NO_ADDRESS');
  // One that is private among public ones is a trap, not a mistake to work around.
  if (!addresses.every(mayConnect)) throw new OutgoingError('PRIVATE_ADDRESS');
  return addresses;
}

function withReason(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const isTls = /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code);
  return new OutgoingError(isTls ? 'TLS' : 'CONNECTION', error);
}
