import { localTexts } from '@plenary/platform/graphql';
import type { LocalText, Texts } from '@plenary/platform/texts';
import { sessionKind, type SessionKind } from '../domain/content.js';
import type { SessionContent } from '../domain/session-content.js';
import type { ReleasedSession } from '../domain/program-document.js';
import type { DraftSessionType, SessionFactsType } from './session.type.js';

type Facts = Omit<SessionFactsType, 'startsAt' | 'endsAt'>;

/** What a session says, in the draft and in a release alike, in one language. */
export function sessionFacts(
  session: Pick<ReleasedSession, keyof Facts> | Pick<SessionContent, keyof Facts>,
  local: (texts: Texts) => LocalText,
): Facts {
  const { id, kind, plenary, visibility, title, abstract, languages, interpretation, takesQuestions } =
    session;
  return {
    id,
    kind: kindOf(kind),
    plenary,
    visibility,
    title: local(title),
    abstract: abstract && local(abstract),
    languages: [...languages],
    interpretation: [...interpretation],
    takesQuestions,
  };
}

/** What it says in every language it has. */
export function sessionTexts({
  title,
  abstract,
}: SessionContent): Pick<DraftSessionType, 'titles' | 'abstracts'> {
  return { titles: localTexts(title), abstracts: localTexts(abstract) };
}

/** A later version may release a kind that this one does not know. */
function kindOf(kind: string): SessionKind {
  return sessionKind.options.find((known) => known === kind) ?? 'OTHER';
}
