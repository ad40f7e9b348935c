import { pdfText } from '@plenary/testing';
import { typeset, type Sheet } from '@plenary/typesetting';

const madeAt = new Date('2026-11-24T09:00:00Z');
const template = `#import "house.typ": *
#let data = json(bytes(sys.inputs.data))
#set document(title: "Sheet")
#set text(font: serif, fallback: false)
#phrase(data)`;

function sheetOf(text: string): Sheet {
  return { template, data: { text, lang: 'en' }, madeAt };
}

test('the same sheet is the same bytes', async () => {
  const [first, second] = [await typeset(sheetOf('Programme')), await typeset(sheetOf('Programme'))];
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  expect(first.equals(second)).toBe(true);
  expect(first.equals(await typeset(sheetOf('Program')))).toBe(false);
});

test('a character that no font has is printed as a geta mark', async () => {
  expect(await pdfText(await typeset(sheetOf('A \u{1f600} B ツ')))).toBe('A 〓 B ツ');
});

test('a template that is wrong fails, and the next sheet is set', async () => {
  await expect(typeset({ ...sheetOf(''), template: '#nothing' })).rejects.toThrow('could not be set');
  expect(await pdfText(await typeset(sheetOf('Next')))).toBe('Next');
});

test('a sheet that takes too long is given up with its thread, and the next is set on another', async () => {
  const slow = '#for a in range(800) { for b in range(800) { let sum = a + b } }';
  await expect(typeset({ ...sheetOf(''), template: slow }, 50)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
  expect(await pdfText(await typeset(sheetOf('Next')))).toBe('Next');
});
