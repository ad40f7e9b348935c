import type { Viewer } from '@plenary/platform/access';
import { attributions, visibilities, type Appearance } from './content.js';
import type { SessionContent } from './session-content.js';

/** What decides what a session lets be seen. */
export type SessionRules = Pick<SessionContent, 'id' | 'visibility' | 'attribution'>;

/** What somebody is shown of a session. */
export interface Sight {
  /** That it takes place: its title and its times. */
  readonly seen: boolean;
  /** What it is about and where: abstract, items, room, track, languages. */
  readonly details: boolean;
  /** Who appears in it, as the program says. */
  readonly people: boolean;
  /** What is said in it: questions, answers, minutes. */
  readonly words: boolean;
  /** Who says it, with their affiliation. */
  readonly speakers: boolean;
}

const everything: Sight = { seen: true, details: true, people: true, words: true, speakers: true };
const nothing: Sight = { seen: false, details: false, people: false, words: false, speakers: false };

/** Whoever comes by, of whom nothing is known: for whom files, feeds and minutes are made. */
export const stranger: Viewer = { kind: 'STRANGER', permissions: [], personId: null, sessionIds: [] };

/** Whoever is inside everywhere: as whom a release keeps what has changed. */
export const insider: Viewer = { ...stranger, kind: 'STAFF' };

/**
 * The one rule for what a session lets be seen; every view of it asks here. Staff, and those with a part in it, are
 * inside: neither visibility nor attribution keeps anything from them. To others
 * - PUBLIC is seen by everybody, PARTICIPANTS by participants, INTERNAL by none;
 * - CLOSED shows title and times alone: no room, no item, nobody and no word;
 * - CHATHAM_HOUSE shows words without who spoke or asked; the program names its people only if it is PUBLIC.
 *
 * What the design leaves open: a part that was declined is none, nor is a place in the body whose sitting it is; a
 * participant sees of a PARTICIPANTS session what everybody sees of a PUBLIC one.
 */
export function sightOf({ id, visibility, attribution }: SessionRules, viewer: Viewer): Sight {
  if (viewer.kind === 'STAFF' || viewer.sessionIds.includes(id)) return everything;
  const seen = visibility === 'PUBLIC' || (visibility === 'PARTICIPANTS' && viewer.kind === 'PARTICIPANT');
  if (!seen) return nothing;
  if (attribution === 'CLOSED') return { ...nothing, seen };
  if (attribution === 'CHATHAM_HOUSE')
    return { ...everything, people: visibility === 'PUBLIC', speakers: false };
  return everything;
}

/**
 * The same for the words of one person in a session: who has said no to being quoted in one of their parts has, to all
 * but staff, neither words nor name beside words; the program names them all the same. Who was not asked has not said
 * no. Whether somebody may be recorded or their slides be shown says nothing of words and names.
 */
export function sightOfWords(
  sight: Sight,
  parts: readonly Pick<Appearance, 'mayQuote'>[],
  viewer: Viewer,
): Pick<Sight, 'words' | 'speakers'> {
  const refused = viewer.kind !== 'STAFF' && parts.some(({ mayQuote }) => mayQuote === false);
  return { words: sight.words && !refused, speakers: sight.speakers && !refused };
}

/**
 * The parts whose consents hold for what a person says in a session: those in it, and for who has none in it, such as
 * one who goes on into the next session, all of theirs.
 */
export function partsThatHold<Part extends Pick<Appearance, 'personId' | 'mayQuote'>>(
  personId: string,
  session: { readonly appearances: readonly Part[] } | null,
  all: readonly { readonly appearances: readonly Part[] }[],
): Part[] {
  const own = (appearances: readonly Part[]): Part[] =>
    appearances.filter((part) => part.personId === personId);
  const here = own(session?.appearances ?? []);
  return here.length > 0 ? here : all.flatMap(({ appearances }) => own(appearances));
}

/**
 * What holds for a session between two releases: whatever keeps back more, of what was released and of what organisers
 * have set since. What they open is open with the next release; what they close is closed at once.
 */
export function stricter(a: SessionRules, b: SessionRules): SessionRules {
  return {
    id: a.id,
    visibility: laterOf(visibilities, a.visibility, b.visibility),
    attribution: laterOf(attributions, a.attribution, b.attribution),
  };
}

/** Both lists go from what shows all to what shows least. */
function laterOf<Step>(steps: readonly Step[], a: Step, b: Step): Step {
  return steps.indexOf(a) < steps.indexOf(b) ? b : a;
}
