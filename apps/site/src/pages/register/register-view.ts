import type { Event } from '@plenary/event';
import type { ErrorCode } from '@plenary/platform';
import { countriesIn, countryName, localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { writtenDate } from '@plenary/platform/words';
import { dayIn, timeIn } from '@plenary/program';
import type { ClosedBecause, Country, Form, Opening } from '@plenary/registration';
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
  /** The event's own list; empty for all countries. */
  readonly countries: readonly Country[];
  readonly typed: TypedForm | null;
  /** For what is to be done once, however often the form is sent. */
  readonly clientKey: string;
}

type Named = readonly [key: string, name: string];

/** What pages of registration in one language say things with. */
export interface EventWords {
  readonly frame: Frame;
  readonly event: Event;
  readonly say: ReturnType<typeof wordsIn>;
  readonly local: (texts: Texts) => LocalText;
  /** What can be chosen where a country is asked for. */
  readonly countries: readonly Named[];
  /** A country by its key. */
  readonly country: (key: string) => string;
  /** Day, time and zone. */
  readonly at: (instant: Date) => string;
}

/** @param countries the event's own list; empty for all countries */
export function eventWords(frame: Frame, event: Event, countries: readonly Country[] = []): EventWords {
  const { language } = frame;
  const say = wordsIn(language);
  const { timeZone, languages } = event;
  const local = (texts: Texts): LocalText => localText(texts, language, languages);
  const named = namedCountries(countries, language, local);
  return {
    frame,
    event,
    say,
    local,
    countries: named,
    country: (key) => new Map(named).get(key) ?? countryName(key, language),
    at: (instant) =>
      say('register.at', {
        day: writtenDate(dayIn(instant, timeZone), language),
        time: timeIn(instant, timeZone),
        zone: timeZone,
      }),
  };
}

/** By name; organisations stand behind the countries. */
function namedCountries(
  countries: readonly Country[],
  language: string,
  local: EventWords['local'],
): readonly Named[] {
  if (countries.length === 0) return countriesIn(language);
  const { compare } = new Intl.Collator(language);
  return countries
    .map(({ key, name, isOrganisation }) => ({ key, name: local(name).text, isOrganisation }))
    .sort((a, b) => Number(a.isOrganisation) - Number(b.isOrganisation) || compare(a.name, b.name))
    .map(({ key, name }) => [key, name] as const);
}

/** The language of a text, where it is not the page's. */
export function langOf(frame: Frame, { language }: LocalText): string | undefined {
  return language === frame.language ? undefined : language;
}
