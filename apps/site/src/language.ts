import { languages } from '@plenary/platform/words';
import Negotiator from 'negotiator';

interface Wishes {
  /** What the address asks for. */
  readonly asked: string | null;
  /** What the account, or the person of a link, has its mail in. */
  readonly account: string | null;
  /** The browser's `Accept-Language`. */
  readonly accepts: string | undefined;
  /** Those of the event, the first of which it falls back to. */
  readonly event: readonly string[];
}

/** The language of a page (BCP 47): what the address says, else the account, else the browser, else the event. */
export function pageLanguage({ asked, account, accepts, event }: Wishes): string {
  if (asked !== null) return asked;
  if (account !== null) return account;
  const available = [...new Set([...event, ...languages])];
  // Without a header every language is as good as another.
  const [accepted] =
    accepts === undefined
      ? []
      : new Negotiator({ headers: { 'accept-language': accepts } }).languages(available);
  return accepted ?? event[0] ?? 'en';
}
