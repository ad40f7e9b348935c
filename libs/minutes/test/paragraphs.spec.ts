import fc from 'fast-check';
import { wordsOf } from '../src/domain/cue.js';
import { splitParagraphs } from '../src/domain/paragraphs.js';

const sentence = fc
  .array(
    fc.constantFrom('peace', 'Dr.', 'the', '“Why', 'now?”', 'However', 'U.S.', 'rivers', 'e.g.', '3.5'),
    { minLength: 1, maxLength: 30 },
  )
  .map((words) => `${words.join(' ')}.`);

test('no word is lost, doubled or moved, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 40 }), (sentences) => {
      const text = sentences.join(' ');
      const paragraphs = splitParagraphs(text, 'en');
      expect(paragraphs.flatMap((paragraph) => wordsOf(paragraph, 'en'))).toEqual(wordsOf(text, 'en'));
      expect(paragraphs.every((paragraph) => paragraph.trim() !== '')).toBe(true);
    }),
  );
});

test('a title or an initial ends no sentence, and a quotation is not cut', () => {
  const filler = 'word '.repeat(70).trim();
  expect(
    splitParagraphs(
      `${filler}. However, Dr. Tanaka came. She said: “Go. Now.” Then she left us all behind for the far side of the very wide river at dawn on that day.`,
      'en',
    ),
  ).toHaveLength(2);
});

test('Japanese is cut at its own full stops', () => {
  const text = '平和のために話し合う。'.repeat(40);
  const paragraphs = splitParagraphs(text, 'ja');
  expect(paragraphs.join('')).toBe(text);
  expect(paragraphs.length).toBeGreaterThan(1);
  expect(paragraphs.every((paragraph) => paragraph.endsWith('。'))).toBe(true);
});
