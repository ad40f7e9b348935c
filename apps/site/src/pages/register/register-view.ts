import type { Event } from '@plenary/event';
import type { ErrorCode } from '@plenary/platform';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { writtenDate } from '@plenary/platform/words';
import { dayIn, timeIn } from '@plenary/program';
import type { ClosedBecause, Form, Opening } from '@plenary/registration';
import { wordsIn } from '../../words/words.js';
import type { Frame } from '../layout.js';

/** The fields of a form as a browser sends them: a name may have several values. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** What came with a form and was not taken: the form shows it again. */
export interface TypedForm {
  readonly values: FormValues;
  /** Why it was refused; null where it was not to be sent yet. */
  readonly code: ErrorCode | null;
  /** The names of the fields at fault. */
  readonly fields: readonly string[];
  /** Whether there are questions that were not shown before. */
  readonly hasMore: boolean;
}

/** A category as its page shows it. */
export interface ShownOpening {
  readonly opening: Opening;
  /** Null where one can register. */
  readonly closed: ClosedBecause | null;
}

/** What somebody fills in who registers in a category. */
export interface RegisterView {
  readonly event: Event;
  readonly shown: ShownOpening;
  /** Null where the category asks nothing. */
  readonly form: Form | null;
  readonly typed: TypedForm | null;
  /** For what is to be done once, however often the form is sent. */
  readonly clientKey: string;
}

/** What pages of registration in one language say things with. */
export interface EventWords {
  readonly frame: Frame;
  readonly event: Event;
  readonly say: ReturnType<typeof wordsIn>;
  readonly local: (texts: Texts) => LocalText;
  /** Day, time and zone. */
  readonly at: (instant: Date) => string;
}

export function eventWords(frame: Frame, event: Event): EventWords {
  const { language } = frame;
  const say = wordsIn(language);
  const { timeZone, languages } = event;
  return {
    frame,
    event,
    say,
    local: (texts) => localText(texts, language, languages),
    at: (instant) =>
      say('register.at', {
        day: writtenDate(dayIn(instant, timeZone), language),
        time: timeIn(instant, timeZone),
        zone: timeZone,
      }),
  };
}

/** The language of a text, where it is not the page's. */
export function langOf(frame: Frame, { language }: LocalText): string | undefined {
  return language === frame.language ? undefined : language;
}
