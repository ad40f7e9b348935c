import { pdfFonts, pdfText } from '@plenary/testing';
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

const inEveryFace = `#import "house.typ": *
#let data = json(bytes(sys.inputs.data))
#set document(title: "Sheet")
#show: faces-by-language
#set text(font: serif, fallback: false)
#for it in data {
  phrases((it,)) + linebreak()
  strong(phrases((it,))) + linebreak()
  small(strong(phrases((it,)))) + linebreak()
}`;

test('names stand in a Latin face with their accents, and Japanese with its own signs in a Japanese one', async () => {
  const names = 'Jiří Škoda, Łódź, Dvořák, Đặng, Şahin';
  const data = [
    { text: `${names} — “D’Arcy”, 1990–95 …`, lang: 'en' },
    { text: `「${names}」――“引用”…１２３`, lang: 'ja' },
  ];
  const set = await pdfFonts(await typeset({ template: inEveryFace, data, madeAt }));
  const faces = [
    { latin: 'NotoSerif-Regular', japanese: 'NotoSerifJP-Regular' },
    { latin: 'NotoSerif-Bold', japanese: 'NotoSerifJP-Bold' },
    { latin: 'NotoSans-Bold', japanese: 'NotoSansJP-Bold' },
  ];
  expect(set).toEqual([
    ...faces.map(({ latin }) => ({ font: latin, text: `${names} — “D’Arcy”, 1990–95 …` })),
    ...faces.flatMap(({ latin, japanese }) => [
      { font: japanese, text: '「' },
      { font: latin, text: names },
      { font: japanese, text: '」――“引用”…１２３' },
    ]),
  ]);
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
