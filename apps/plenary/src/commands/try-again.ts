/** What a mail server reads from exit status 75 (EX_TEMPFAIL of sysexits): it keeps the mail, and tries again. */
export const tryAgainStatus = 75;

/** It failed for now, and the same call may work later. */
export class TryAgainError extends Error {
  override readonly name = 'TryAgainError';
}
