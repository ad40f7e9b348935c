import type { TextField } from '@plenary/testing/api';

/** A text that somebody sends, and what becomes of it. */
export interface HostileText {
  readonly what: string;
  /** Whether it is as long as the field's limit makes it. */
  readonly isMeasured: boolean;
  readonly text: (field: TextField) => string;
  /** As a field of one line stores it; null where it is refused. */
  readonly line: (field: TextField) => string | null;
  /** As a field of several lines stores it; null where it is refused. */
  readonly lines: (field: TextField) => string | null;
}

/** As this field stores the text; null where it is refused. */
export function outcome({ line, lines }: HostileText, field: TextField): string | null {
  const stored = field.lines ? lines(field) : line(field);
  const length = [...(stored ?? '')].length;
  return length < field.shortest || length > field.longest ? null : stored;
}

function kept(what: string, text: string): HostileText {
  return becomes(what, text, text);
}

function becomes(what: string, text: string, stored: string): HostileText {
  return { what, isMeasured: false, text: () => text, line: () => stored, lines: () => stored };
}

function refused(what: string, text: string): HostileText {
  return { what, isMeasured: false, text: () => text, line: () => null, lines: () => null };
}

/** Refused in one line, stored where several may be. */
function broken(what: string, text: string, stored = text): HostileText {
  return { what, isMeasured: false, text: () => text, line: () => null, lines: () => stored };
}

/** A character as often as the field may be long, or that much oftener. */
function repeated(
  what: string,
  character: string,
  more: number,
  stored: string | null = character,
): HostileText {
  const outcomeOf = ({ longest }: TextField) => stored && stored.repeat(longest);
  const text = ({ longest }: TextField) => character.repeat(longest + more);
  return { what, isMeasured: true, text, line: outcomeOf, lines: outcomeOf };
}

const markup = [
  kept('a script', '<script>alert(1)</script>'),
  kept('elements closed that it is not in', '</p></title></style></textarea></script>'),
  kept('an element that loads', '<svg/onload=alert(1)><img src=x onerror=a()>'),
  kept('the end of an attribute', '" onmouseover="alert(1)'),
  kept('the end of another attribute', "x' autofocus onfocus='alert(1)"),
  kept('a comment', '<!-- --><!--> x --!>'),
  kept('character data', ']]><![CDATA[ <b> ]]>'),
  kept('a processing instruction', '<?xml version="1.0"?><?php x ?>'),
  kept('a document type with an entity', '<!DOCTYPE x [<!ENTITY e "x">]>&e;'),
  kept('references', '&lt;b&gt; &amp;amp; &#x202E; &nbsp &#0;'),
  kept('the address of a script', 'javascript:alert(1)//https://example.org'),
  kept('templates', '{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% x %} %s'),
  kept('Markdown', '[a](javascript:b) ![c](https://d/e) **f** `g`'),
  kept("Typst's markup", '#read("/etc/passwd") $a^2$ @b <c> \\u{41} /*d'),
  kept('WebVTT', '00:01.000 --> 00:02.000 <v Minister>No'),
  kept('iCalendar', 'END:VEVENT;X=1,2:\\nATTENDEE\\,\\;'),
];

const commands = [
  kept('SQL', `'; drop table "Event"; -- \\' or 1=1`),
  kept('JSON', '{"$ne":null}],"admin":true'),
  kept('the name of a prototype', '__proto__'),
  kept('the name of a method', 'constructor'),
  kept('a path', '../../../etc/passwd'),
  kept("another system's path", '..\\..\\C:\\Windows\\system32'),
  kept('a shell', '$(id) `id` ; id | id && id > /tmp/x'),
  kept('a header in its encoded form', '=?utf-8?q?x=0D=0ABcc:_a=40example.org?='),
  kept('line ends as addresses have them', 'x%0d%0aBcc:%20a@example.org%00'),
  kept('a log line', '{"level":"fatal","msg":"the end"}'),
  kept('a word of programs', 'null'),
];

const formulas = [
  kept('a formula', '=1+1'),
  kept('a formula that runs a program', "=cmd|' /C calc'!A0"),
  kept('a formula with a plus', '+1+cmd'),
  kept('a formula with a minus', '-1+cmd'),
  kept('a formula with an at', '@SUM(1,1)'),
  kept('a formula of full width', '＝1+1'),
  kept('a formula after an apostrophe', "'=1+1"),
  kept('what separates cells', '";"x",=1+1'),
  becomes('a formula after a tab', '\t=1+1', '=1+1'),
];

const lineEnds = [
  broken('a line feed', 'Hello\nBcc: a@example.org'),
  broken('a carriage return', 'Hello\rBcc: a@example.org', 'Hello\nBcc: a@example.org'),
  broken('both, as of a header', 'Hello\r\nBcc: a@example.org', 'Hello\nBcc: a@example.org'),
  broken('a tab', 'a\t=1+1'),
  broken('a line separator', 'a\u2028Bcc: b'),
  broken('a paragraph separator', 'a\u2029Bcc: b'),
];

const controls = [
  ...[0, 7, 0x0b, 0x1b, 0x7f, 0x85, 0x9b].map((code) =>
    refused(`the control character ${String(code)}`, `abc${String.fromCharCode(code)}[31mdef`),
  ),
  refused('the first half of a character', 'abc\uD842def'),
  refused('the second half of a character', 'abc\uDFB7def'),
  refused('what no XML can hold', 'abc\uFFFE'),
  refused('what no XML can hold either', 'abc\uFFFFdef'),
];

const directions = [
  becomes('an override', 'bill\u202Efdp.exe', 'billfdp.exe'),
  becomes('an override that is ended', '\u202Dabc\u202Cdef', 'abcdef'),
  becomes('embeddings', '\u202Aabc\u202B\u202Cdef', 'abcdef'),
  becomes('isolates', '\u2066abc\u2067def\u2068\u2069', 'abcdef'),
  becomes('an override inside a letter', 'Jose\u202E\u0301', 'José'),
  kept('marks of direction that turn nothing else', 'abc \u200Fשלום\u200E def'),
];

const names = [
  kept('an Arabic name', 'د. فاطمة الزهراء بنت عبد الله'),
  kept('a Persian name with a zero-width joint', 'علی می\u200Cخواهم'),
  kept('a Hebrew name', 'ד״ר שרה כהן'),
  kept('a Hebrew name with vowels', 'שָׁלוֹם'.normalize('NFC')),
  kept('both directions at once', 'Dr. שרה Cohen (فاطمة) 2026'),
  kept('a Japanese name with a variant of its character', '渡邊\u{E0101}・髙橋 﨑'),
  kept('a Thai name', 'นายสมชาย ใจดี'),
  kept('a Devanagari name', 'श्री नरेन्द्र'),
  kept('characters of four bytes', '𠮷野家 𝔘𝔫 🏳️‍🌈👩‍👩‍👧‍👦'),
  becomes('letters and marks apart', 'Jose\u0301 A\u030Angstro\u0308m', 'José Ångström'),
  becomes('marks in another order', 'Vie\u0302\u0323t', 'Việt'),
  becomes('Korean letters apart', '\u1112\u1161\u11AB\u1100\u1173\u11AF', '한글'),
  becomes('a sign for a letter', '\u212Bngstro\u0308m \u2126', 'Ångström Ω'),
  becomes('a character for compatibility', '\uFA19田 \uFA5C子', '神田 臭子'),
  becomes('spaces around it', '\u00A0\u3000 abc \uFEFF\u2003', 'abc'),
  kept('zero-width characters in it', 'abc\u200Bd\u2060e\uFEFFf\u00ADg'),
  kept('a heap of marks', `Z${'\u0335\u0336\u0337'.repeat(10)}algo`),
];

const lengths = [
  refused('nothing', ''),
  refused('spaces', ' \u00A0\u3000\u2003 '),
  refused('marks of direction alone', '\u202E\u2066\u2069\u202C'),
  refused('zero-width characters alone', '\u200B\u200C\u200D\u2060\uFEFF'),
  refused('letters that are not seen', '\u3164\u115F\uFFA0\u00AD'),
  repeated('a long word', 'W', 0),
  repeated('a long word of four bytes a letter', '𠮷', 0),
  repeated('a long word of letters and marks apart', 'e\u0301', 0, 'é'),
  repeated('a word too long by one', 'W', 1, null),
  repeated('a word of four bytes a letter, too long by one', '𠮷', 1, null),
];

/** What people send who mean harm, and names that suffer where it is warded off carelessly. */
export const hostileTexts: readonly HostileText[] = [
  ...markup,
  ...commands,
  ...formulas,
  ...lineEnds,
  ...controls,
  ...directions,
  ...names,
  ...lengths,
];

/** What is sent to a field at once, and what the field is to hold then. */
export interface Parcel {
  readonly sent: string;
  readonly stored: string;
  /** How many texts are in it. */
  readonly count: number;
}

/** All that a field takes, as many texts at once as fit: a space keeps them apart, unless their ends are the matter. */
export function parcelsFor(field: TextField): Parcel[] {
  const parcels: Parcel[] = [];
  let room = 0;
  for (const hostile of hostileTexts) {
    const [sent, stored] = [hostile.text(field), outcome(hostile, field)];
    if (stored === null) continue;
    const length = [...stored].length;
    const last = parcels.at(-1);
    const isAlone = hostile.isMeasured || sent.trim() !== sent;
    if (last === undefined || isAlone || length >= room) {
      parcels.push({ sent, stored, count: 1 });
      room = isAlone ? 0 : field.longest - length;
    } else {
      const [both, result] = [`${last.sent} ${sent}`, `${last.stored} ${stored}`];
      parcels.splice(-1, 1, { sent: both, stored: result, count: last.count + 1 });
      room -= length + 1;
    }
  }
  return parcels;
}

/** What each public text is made of in turn where it is shown, in at most 86 code points. */
export const attacks: readonly string[] = [
  `<script>a(1)</script></title></style>"><svg/onload=a()> &lt;b&gt; &#x2E; onfocus='a()`,
  `]]><![CDATA[<?x ?><!-- --><!DOCTYPE x [<!ENTITY e "x">]>&e; \\" {{e}} \${e} <%= e %> %s`,
  `=cmd|' /C calc'!A0;"x" END:VEVENT;X=1:\\nATTENDEE\\, [a](javascript:b) =?utf-8?q?=0AX?=`,
  `#[x]*_b_*$a^2$\`c\`@l<m>~\\u{41}/*d*/"'--{{e}}<script>=+#read("/etc/passwd")`,
  `د. فاطمة الزهراء (שרה כהן) 渡邊\u{E0101}・髙橋 𠮷野 Ångström Việt 👩‍👩‍👧 नरेन्द्र 2026`,
];
