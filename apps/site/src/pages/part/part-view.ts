import type { Part } from '@plenary/parts';
import type { ErrorCode } from '@plenary/platform';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { writtenDay } from '@plenary/platform/words';
import { dayIn, timeIn } from '@plenary/program';
import type { Opening } from '@plenary/registration';
import { wordsIn } from '../../words/words.js';
import { at, type Frame } from '../layout.js';

/** The forms of the page. */
export const partForms = [
  'answer',
  'consents',
  'profile',
  'photograph',
  'material',
  'materialChange',
  'removal',
  'availability',
  'registration',
] as const;
export type PartForm = (typeof partForms)[number];

/** What came with a form and was not saved: the form shows it again. */
interface Typed {
  readonly form: PartForm;
  readonly values: Readonly<Record<string, string>>;
  /** Why it was refused; null where it only asked for another row. */
  readonly code: ErrorCode | null;
  /** The fields at fault. */
  readonly fields: readonly string[];
}

export interface PartView {
  readonly part: Part;
  /** For what they can register; null for who is registered. */
  readonly places: readonly Opening[] | null;
  /** The form that was saved just now, and the appearance that it was of. */
  readonly saved: { readonly form: PartForm; readonly of: string | null } | null;
  readonly typed: Typed | null;
  /** For what is to be added once, however often the form is sent. */
  readonly clientKey: string;
}

/** A person's part as its page in one language says it. */
export interface PartWords {
  readonly frame: Frame;
  readonly view: PartView;
  readonly say: ReturnType<typeof wordsIn>;
  readonly local: (texts: Texts) => LocalText;
  /** What its forms are sent to. */
  readonly action: string;
  /** From when to when, with the zone. */
  readonly span: (startsAt: Date, endsAt: Date) => string;
  /** What was typed into a form, where it was this one; with `of`, this one of several of a kind. */
  readonly typedIn: (form: PartForm, of?: string) => Typed | null;
}

export function partWords(frame: Frame, view: PartView): PartWords {
  const { event } = view.part;
  const { language } = frame;
  const say = wordsIn(language);
  return {
    frame,
    view,
    say,
    local: (texts) => localText(texts, language, event.languages),
    action: at(frame, `/events/${event.slug}/part`),
    span: (startsAt, endsAt) => {
      const [from, to] = [startsAt, endsAt].map((instant) => dayIn(instant, event.timeZone));
      const [day = '', last = ''] = [from, to].map((one) => writtenDay(one ?? '', language));
      const [begin, end] = [timeIn(startsAt, event.timeZone), timeIn(endsAt, event.timeZone)];
      return from === to
        ? say('session.times', { day, from: begin, to: end, zone: event.timeZone })
        : say('part.span', { day, from: begin, last, to: end, zone: event.timeZone });
    },
    typedIn: (form, of) => {
      const { typed } = view;
      const { appearanceId, materialId } = typed?.values ?? {};
      const isMeant = of === undefined || [appearanceId, materialId].includes(of);
      return typed?.form === form && isMeant ? typed : null;
    },
  };
}
