import { mailAddress } from '@plenary/mail';

test.each([
  [' someone@example.org ', 'someone@example.org'],
  ['Some.One+x@Example.org', 'Some.One+x@Example.org'],
  ['JOSE\u0301@Example.org', 'josé@example.org'],
  ['jose@b\u00fccher.example', 'jose@xn--bcher-kva.example'],
  ['jose@bu\u0308cher.example', 'jose@xn--bcher-kva.example'],
  ['用户@例え.jp', '用户@xn--r8jz45g.jp'],
  ['用户@例え。jp', '用户@xn--r8jz45g.jp'],
  ['user@ＥＸＡＭＰＬＥ.org', 'user@example.org'],
  // What looks like another letter stays what it is: the first is Cyrillic.
  ['\u0430dmin@example.org', '\u0430dmin@example.org'],
  ['user@ex\u0430mple.org', 'user@xn--exmple-4nf.org'],
  ['İ@example.org', 'i̇@example.org'],
  [`${'é'.repeat(32)}@example.org`, `${'é'.repeat(32)}@example.org`],
])('%s is %s, and stays so', (typed, address) => {
  expect(mailAddress.parse(typed)).toBe(address);
  expect(mailAddress.parse(address)).toBe(address);
});

const notOne = 'must be a mail address';
const longName = 'must not have more than 64 bytes before the @';

test.each([
  ['josé', notOne],
  ['josé@', notOne],
  ['@bücher.example', notOne],
  ['josé@example', notOne],
  ['josé@a@example.org', notOne],
  ['josé@a.example@example.org', notOne],
  ['jo sé@example.org', notOne],
  ['"josé"@example.org', notOne],
  ['josé,x@example.org', notOne],
  ['josé@example.org, x@example.org', notOne],
  ['José <josé@example.org>', notOne],
  ['josé\r\nBcc: x@example.org', notOne],
  ['jo\u0000sé@example.org', notOne],
  ['jo\u202Esé@example.org', notOne],
  ['jo\u200Bsé@example.org', notOne],
  ['\u0301josé@example.org', notOne],
  ['😀@example.org', notOne],
  ['jo\uD800sé@example.org', notOne],
  ['jose@b\u0000ücher.example', notOne],
  ['jose@bü cher.example', notOne],
  ['jose@bü/cher.example', notOne],
  ['jose@xn--bü.example', notOne],
  ['.josé@example.org', notOne],
  ['\uFF41@example.org', notOne],
  ['\uFB01é@example.org', notOne],
  ['jo..sé@example.org', notOne],
  [`${'é'.repeat(33)}@example.org`, longName],
  [`${'a'.repeat(65)}@example.org`, longName],
  [`a@${'bücher.'.repeat(40)}example`, 'must not be longer than 254 characters'],
  [`a@${'bücher.'.repeat(20)}example`, 'must not be longer than 254 bytes'],
])('%j %s', (typed, message) => {
  const { error } = mailAddress.safeParse(typed);
  expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
});
