import type { EventFile } from '@plenary/nouns/files';
import { demoGuests } from './guests.js';
import type { Random } from './seeded-random.js';

type Person = NonNullable<EventFile['people']>[number];
type Registration = NonNullable<EventFile['registrations']>[number];
/** What is the same for many. */
type Kind = Pick<Registration, 'category' | 'mode' | 'state' | 'cause' | 'reason'>;

const hour = 3_600_000;
/** Registration has been open for so long. */
const openForHours = 60 * 24;
/** Who came within so many hours was asked by the second version of the form. */
const secondVersionForHours = 20 * 24;

const onSite = { mode: 'ON_SITE', state: 'CONFIRMED' } as const;
const online = { mode: 'ONLINE', state: 'CONFIRMED' } as const;

/** How many there are of each kind; everybody else is a delegate in the hall. */
const kinds: readonly (readonly [count: number, kind: Kind])[] = [
  [19, { category: 'observer', ...onSite }],
  [1, { category: 'observer', mode: 'ON_SITE', state: 'OFFERED' }],
  [7, { category: 'observer', mode: 'ON_SITE', state: 'WAITLISTED' }],
  [10, { category: 'observer', ...online }],
  [8, { category: 'press', ...onSite }],
  [4, { category: 'press', mode: 'ON_SITE', state: 'SUBMITTED' }],
  [
    2,
    { category: 'press', mode: 'ON_SITE', state: 'DECLINED', reason: 'The press card had run out by then.' },
  ],
  [14, { category: 'staff', ...onSite }],
  [45, { category: 'delegate', ...online }],
  [8, { category: 'delegate', mode: 'ON_SITE', state: 'CANCELLED', cause: 'OWNER' }],
  [2, { category: 'delegate', mode: 'ONLINE', state: 'CANCELLED', cause: 'UNPROVEN' }],
  [
    1,
    {
      ...{ category: 'delegate', mode: 'ON_SITE', state: 'CANCELLED', cause: 'STAFF' },
      reason: 'A colleague of the same college comes instead.',
    },
  ],
];

const delegate: Kind = { category: 'delegate', ...onSite };
const speaker: Kind = { category: 'speaker', ...onSite };

/**
 * A registration of each of these people: who speaks as a speaker, the others in all the states that there are.
 * @param now the instant around which it is laid
 * @param firstDay of the conference
 */
export function makeRegistrations(
  people: readonly Person[],
  speakers: ReadonlySet<string>,
  { now, firstDay, random }: { readonly now: Date; readonly firstDay: string; readonly random: Random },
): { readonly people: Person[]; readonly registrations: Registration[] } {
  const drawn = kinds.flatMap(([count, kind]) => Array.from({ length: count }, () => kind));
  const order = random.shuffled(people);
  const guests = new Map<string, string>(demoGuests.map(({ address, is }) => [is, address]));
  const registrations = order.map(({ key, country }, index): Registration => {
    const kind = speakers.has(key) ? speaker : (drawn.pop() ?? delegate);
    const name = `${kind.category} ${kind.mode} ${kind.state}`;
    const address = guests.get(name) ?? `${key}@demo.invalid`;
    guests.delete(name);
    const hoursAgo = Math.round(openForHours * (1 - index / order.length)) + 2;
    const at = (hours: number): string => new Date(now.getTime() + hours * hour).toISOString();
    const isProven = kind.cause !== 'UNPROVEN' && index < order.length - 3;
    return {
      ...{ person: key, ...kind, address, language: country === 'JP' ? 'ja' : 'en' },
      ...(kind.category === 'delegate'
        ? answersOf(hoursAgo > secondVersionForHours ? 1 : 2, kind, firstDay, random)
        : {}),
      ...(kind.state === 'OFFERED' ? { offeredUntil: at(30) } : {}),
      ...(isProven ? { provenAt: at(1 - hoursAgo) } : {}),
      createdAt: at(-hoursAgo),
      movedAt: at(kind.state === 'CONFIRMED' || kind.state === 'WAITLISTED' ? -hoursAgo : -1),
    };
  });
  const addresses = new Map(
    registrations.map(({ person, address, language }) => [person, { address, language }]),
  );
  return {
    people: people.map((person) => {
      const { address, language } = addresses.get(person.key) ?? {};
      return { ...person, ...(address === undefined ? {} : { email: address, language }) };
    }),
    registrations,
  };
}

const diets: readonly (readonly string[])[] = [[], [], [], ['pork'], ['meat', 'fish'], ['nuts'], ['other']];

function answersOf(
  formVersion: 1 | 2,
  { mode }: Kind,
  firstDay: string,
  random: Random,
): Pick<Registration, 'form' | 'formVersion' | 'answers'> {
  const stay =
    mode === 'ONLINE' ? 'none' : random.pick(['conference-hotel', 'conference-hotel', 'elsewhere']);
  const travels = stay !== 'none';
  const diet = travels ? random.pick(diets) : [];
  const answers = {
    stay: [stay],
    ...(travels ? { arrival: [dayBefore(firstDay, random.pick([0, 1, 1, 2]))] } : {}),
    ...(diet.length > 0 ? { diet: [...diet] } : {}),
    ...(diet.includes('other') ? { 'diet-other': ['Celery'] } : {}),
    ...(travels && formVersion === 2 ? { visit: [random.pick(['yes', 'no'])] } : {}),
    ...(random.pick([true, true, false]) ? { listed: ['yes'] } : {}),
  };
  return { form: 'participation', formVersion, answers };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 24 * hour).toISOString().slice(0, 10);
}
