import { move, type Lifecycle } from '@plenary/platform';

const doors = {
  OPEN: { SHUT: { shutAt: 'set', openedBy: 'cleared' } },
  SHUT: { OPEN: { openedBy: 'set', shutAt: 'cleared' }, SEALED: {} },
  SEALED: {},
} as const satisfies Lifecycle<string>;

test('a move gives the state, what it sets, and null for what it clears', () => {
  expect(move(doors, 'The door', 'OPEN', 'SHUT', { shutAt: 5 })).toEqual({
    state: 'SHUT',
    shutAt: 5,
    openedBy: null,
  });
  expect(move(doors, 'The door', 'SHUT', 'SEALED', {})).toEqual({ state: 'SEALED' });
});

test('what is no move is refused, with the state as it is', () => {
  expect(() => move(doors, 'The door', 'SEALED', 'OPEN', { openedBy: 'me' })).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { facts: { state: 'SEALED' } } }),
  );
});

test('a value that the move does not set, or one that is missing, is a mistake of the code', () => {
  const becomesShut = (values: { shutAt?: number; openedBy?: string }) => () =>
    move(doors, 'The door', 'OPEN', 'SHUT', values);
  expect(becomesShut({})).toThrow('where shutAt is to be set');
  expect(becomesShut({ shutAt: 5, openedBy: 'me' })).toThrow('with shutAt,openedBy');
});
