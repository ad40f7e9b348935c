import { joinTexts } from '../src/domain/cue.js';

test.each([
  [[], ''],
  [['One.', 'Two.'], 'One. Two.'],
  [['平和', '構築'], '平和構築'],
  [['平和', 'and', '構築。', '次に'], '平和 and 構築。次に'],
  [['', 'One.', '', 'Two.'], 'One.  Two.'],
])('%j is joined to %j', (texts, joined) => {
  expect(joinTexts(texts)).toBe(joined);
});
