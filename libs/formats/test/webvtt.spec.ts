import { readWebVtt } from '@plenary/formats';

describe('WebVTT', () => {
  const file = (...cues: string[]): string => `WEBVTT\n\n${cues.join('\n\n')}\n`;

  test('voices, ids, entities and several speakers in one cue are read', () => {
    const { cues, problems } = readWebVtt(
      file(
        'a1\n00:00.000 --> 00:02.500\n<v Dr. A>Fish &amp; chips\nfor two</v>',
        '00:03.000 --> 01:00:04.000 align:start\n<v B>One <v C>Two',
      ),
    );
    expect(problems).toEqual([]);
    expect(cues[0]).toEqual({ id: 'a1', from: 0, to: 2_500, voice: 'Dr. A', text: 'Fish & chips for two' });
    expect(
      cues
        .slice(1)
        .map(({ text }) => text)
        .join(' '),
    ).toBe('One Two');
  });

  test('words without a voice have none', () => {
    expect(readWebVtt(file('00:00.000 --> 00:02.000\nHello')).cues).toEqual([
      { id: '', from: 0, to: 2_000, voice: null, text: 'Hello' },
    ]);
  });

  test.each([
    ['no signature', '00:00.000 --> 00:02.000\nHello', 1],
    ['an end before its start', file('00:05.000 --> 00:02.000\nHello'), 3],
    ['a start before the one before', file('00:05.000 --> 00:06.000\nA', '00:01.000 --> 00:02.000\nB'), 6],
    ['minutes over 59', file('00:75:00.000 --> 00:76:00.000\nA'), 3],
    ['a comma for the dot', file('00:00:01,000 --> 00:00:02,000\nA'), 3],
    ['a broken arrow', file('00:00:01.000 -> 00:00:02.000\nA'), 4],
  ])('%s is told with its line', (_what, text, line) => {
    expect(readWebVtt(text).problems[0]?.line).toBe(line);
  });

  test('a tag that is not closed harms nobody', () => {
    const { cues, problems } = readWebVtt(file('00:00.000 --> 00:02.000\n<v A>Hello <i>there'));
    expect(problems).toEqual([]);
    expect(cues[0]?.text).toBe('Hello there');
  });
});
