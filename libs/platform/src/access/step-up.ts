import type { Ctx } from '../ctx.js';
import { Refusal } from '../errors.js';
import type { Settings } from '../settings/settings.js';
import type { Credential } from './actor.js';

const minute = 60_000;

/** How long a sign-in counts as fresh (design: safety.md 2), and a second click in the demo. */
const freshMs = { oidc: 12 * 60 * minute, confirmed: 10 * minute } as const;

/** What a client is to do to be let pass. */
type StepUp =
  /** Sign in at `/sign-in/oidc`. */
  | 'OIDC'
  /** Call `confirmIdentity`. */
  | 'CONFIRM'
  /** Nothing: only the operator's command line does it here. */
  | 'COMMAND_LINE';

const words: Readonly<Record<StepUp, string>> = {
  OIDC: "This needs a sign-in with your organisation's account in the last 12 hours.",
  CONFIRM: 'Please confirm that it is you.',
  COMMAND_LINE: "This can be done on the operator's command line only: no OIDC provider is set up here.",
};

/**
 * Lets pass who has shown lately, and by more than a mailed link, who they are. The command line and jobs pass.
 * @throws {Refusal} FORBIDDEN; `stepUp` in its facts names what would help
 */
export function requireStepUp({ actor, services: { clock, settings } }: Ctx): void {
  if (actor.kind === 'operator' || actor.kind === 'job') return;
  if (actor.kind === 'account' && isSteppedUp(actor.credential, clock.now())) return;
  const stepUp = wayUp(settings);
  throw new Refusal('FORBIDDEN', words[stepUp], { facts: { stepUp } });
}

function isSteppedUp(credential: Credential, now: Date): boolean {
  if (credential.kind !== 'session') return false;
  const { method, authenticatedAt, confirmedAt } = credential;
  const isFresh = (since: Date, forMs: number): boolean => now.getTime() - since.getTime() < forMs;
  if (method === 'OIDC' && isFresh(authenticatedAt, freshMs.oidc)) return true;
  return confirmedAt !== null && isFresh(confirmedAt, freshMs.confirmed);
}

function wayUp({ demo, oidc }: Settings): StepUp {
  if (demo) return 'CONFIRM';
  return oidc === null ? 'COMMAND_LINE' : 'OIDC';
}
