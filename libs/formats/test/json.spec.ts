import { FormatError, readJson } from '@plenary/formats';

function refusal(text: string): string {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
  throw new Error('It was read.');
}

test('JSON is read as it stands, names that look like those of every object included', () => {
  const text = '{"a": [1, {"b": null}], "b": "\\u5e73和", "constructor": 1, "toString": {"a": 1}, "": 0}';
  expect(readJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['a key twice', '{"a": 1,\n "a": 2}', 'line 2, a: stands twice: which of the two is meant?'],
  [
    'a key twice far inside, once written otherwise',
    '{"a": [{"b": 1}, {\n"b": 1,\n"c": {}, "\\u0062": 2}]}',
    'line 3, a[1].b: stands twice: which of the two is meant?',
  ],
  [
    '__proto__',
    '{"a": {"__proto__": {"b": 1}}}',
    'line 1, a.__proto__: is no name: "__proto__" can\'t be kept',
  ],
  [
    'two faults',
    '{"a": 1, "a": 2, "__proto__": 1}',
    expect.stringMatching(/^line 1, a: .+\nline 1, __proto__: /),
  ],
  ['a cut text', '{"a":\n [1', 'line 2, column 4: is not JSON.'],
  ['two values', '{}{}', 'line 1, column 3: is not JSON.'],
  ['nothing', '', 'line 1, column 1: is not JSON.'],
  [
    'so many levels that nobody means them',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    'The file is nested too deeply.',
  ],
])('%s is refused with its place', (_what, text, message) => {
  expect(refusal(text)).toEqual(message);
});

test('equal keys of different objects are none twice', () => {
  expect(readJson('[{"a": {"a": 1}}, {"a": 1}]')).toEqual([{ a: { a: 1 } }, { a: 1 }]);
});
