const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long things of sign-in live, in milliseconds; see `linkPurposes` for links (design: safety.md 2). */
export const lifetimes = {
  /** Of a link the demo prints; it is revoked when the server stops. */
  demoLink: 30 * day,
  /** Of a session nobody uses. */
  sessionIdle: 12 * hour,
  /** Of a session at all. */
  session: 7 * day,
  /** How exactly the last use of a session or a token is known. */
  lastSeenStep: 5 * minute,
  /** The time a person has at the OIDC provider. */
  oidcSignIn: 15 * minute,
  /** The longest that an API token lives: a year. */
  apiToken: 366 * day,
  /** What is over is kept for so long, to look into what happened. */
  over: 30 * day,
  /** Of a request for a link that could not be mailed. */
  signInRequest: day,
} as const;

/** The instant that much before another. */
export function before(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() - milliseconds);
}

/** The instant that much after another. */
export function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
