import { answersTo } from '../src/domain/answers.js';
import { fields as formSchema, type Field } from '../src/domain/form.js';
import { shownFields } from '../src/domain/shown-fields.js';
import { newTicketCode, readTicketCode, spacedCode } from '../src/domain/ticket-code.js';

const label = { en: 'A question' };
const field = (key: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ key, type: 'TEXT', label, purpose: 'LOGISTICS' },
  ...more,
});
const form = (...given: Record<string, unknown>[]): Field[] => formSchema.parse(given);

const visit = form(
  field('visa', {
    type: 'CHOICE',
    required: true,
    choices: [
      { key: 'yes', label },
      { key: 'no', label },
    ],
  }),
  field('embassy', { required: true, when: [{ field: 'visa', isOneOf: ['yes'] }] }),
  field('street', { when: [{ field: 'embassy', isOneOf: ['Paris'] }] }),
);

/** The paths of what is refused, or what is kept. */
function read(of: readonly Field[], given: Readonly<Record<string, readonly string[]>>, before?: string[]) {
  const { data, error } = answersTo(of, [], before).safeParse(given);
  return data ?? error.issues.map(({ path }) => path.join('.'));
}

describe('what is shown', () => {
  it.each([
    ['nothing answered', {}, ['visa']],
    ['no', { visa: ['no'], embassy: ['Paris'] }, ['visa']],
    ['yes', { visa: ['yes'] }, ['visa', 'embassy']],
    ['yes, and what follows', { visa: ['yes'], embassy: ['Paris'] }, ['visa', 'embassy', 'street']],
  ])('%s', (_what, given: Record<string, readonly string[]>, shown) => {
    expect(shownFields(visit, (key) => given[key] ?? []).map(({ key }) => key)).toEqual(shown);
  });
});

describe('what is kept of the answers', () => {
  it('asks for what is required where it is shown, and keeps nothing of what is hidden', () => {
    expect(read(visit, {})).toEqual(['visa']);
    expect(read(visit, { visa: ['yes'] })).toEqual(['embassy']);
    expect(read(visit, { visa: ['no'], embassy: ['Paris'], street: ['Rue'] })).toEqual({ visa: ['no'] });
    expect(read(visit, { visa: ['yes'], embassy: [' Rome '] })).toEqual({ visa: ['yes'], embassy: ['Rome'] });
  });

  it('refuses what the form does not ask for, but forgives what another version of it did', () => {
    expect(read(visit, { visa: ['no'], shoe: ['42'] })).toEqual(['shoe']);
    expect(read(visit, { visa: ['no'], shoe: ['42'] }, ['shoe'])).toEqual({ visa: ['no'] });
  });

  it.each([
    ['TEXT', {}, ['x'.repeat(500)], ['x'.repeat(501)]],
    ['LONG_TEXT', {}, ['one\ntwo'], ['one', 'two']],
    ['CHOICES', { choices: [{ key: 'a', label }] }, ['a'], ['b']],
    ['DATE', {}, ['2026-02-28'], ['2026-02-30']],
    ['COUNTRY', {}, ['XK'], ['Kosovo']],
    ['CONSENT', {}, ['yes'], ['no']],
  ])('takes and refuses values of %s', (type, more, good, bad) => {
    const of = form(field('one', { type, ...more }));
    expect(read(of, { one: good })).toEqual({ one: good });
    expect(read(of, { one: bad })).toEqual(['one']);
    expect(read(of, {})).toEqual({});
  });

  it.each([
    ['+1 670 783 0000', '+1 670 783 0000'],
    ['+870 776 000 000', '+870 776 000 000'],
    ['+81 (0)3 0000 0000', '+81 3 0000 0000'],
    ['０３-００００', '０３-００００'],
    ['03 0000 ext. 12345678', '03 0000 ext. 12345678'],
  ])('never refuses a telephone number for what it is: %s', (typed, kept) => {
    expect(read(form(field('phone', { type: 'PHONE' })), { phone: [typed] })).toEqual({ phone: [kept] });
  });
});

describe('a form', () => {
  it.each([
    ['a key twice', [field('a'), field('a')], '1.key'],
    [
      'a condition on what comes later',
      [field('a', { when: [{ field: 'b', isOneOf: ['x'] }] })],
      '0.when.0.field',
    ],
    ['a choice without choices', [field('a', { type: 'CHOICE' })], '0.choices'],
    ['what there is no place for yet', [field('a', { purpose: 'VISA' })], '0.purpose'],
  ])('is refused with %s', (_what, given, path) => {
    const { error } = formSchema.safeParse(given);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('the code of a ticket', () => {
  const eventId = '0192f7a0-0000-7000-8000-000000000000';
  const code = newTicketCode(eventId);

  it('is short, of letters that keyboards do not move, and read however it was typed', () => {
    expect(code).toMatch(/^[BCDEFGHJKNPRSTVX]{32}$/);
    expect(newTicketCode(eventId)).not.toBe(code);
    expect(newTicketCode(eventId).slice(0, 4)).toBe(code.slice(0, 4));
    for (const typed of [
      code.toLowerCase(),
      spacedCode(code),
      ` ${code}\r\n`,
      spacedCode(code).replaceAll(' ', '-'),
    ])
      expect(readTicketCode(typed)).toBe(code);
  });

  it('is refused for every single slip, and for two letters in the other order', () => {
    for (let place = 0; place < code.length; place += 1) {
      const [letter = '', next = ''] = [code[place], code[place + 1]];
      for (const wrong of 'BCDEFGHJKNPRSTVX')
        if (wrong !== letter)
          expect(readTicketCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBeNull();
      if (next !== '' && next !== letter)
        expect(readTicketCode(code.slice(0, place) + next + letter + code.slice(place + 2))).toBeNull();
    }
    expect(readTicketCode(code.slice(1))).toBeNull();
    expect(readTicketCode('https://example.org/')).toBeNull();
  });
});
