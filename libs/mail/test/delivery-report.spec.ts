import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeStatus, longestReport, readDeliveryReport } from '@plenary/mail';

const folder = fileURLToPath(new URL('reports', import.meta.url));
const id = '01a20cac-0000-7000-8000-0000000000aa';

/** A report as a mail server wrote it, with the id of a mail of ours in it. */
function report(name: string): string {
  return readFileSync(`${folder}/${name}.eml`, 'utf8').replaceAll('{{id}}', id);
}

/** What each report in the folder says: outcome and status of our mail; null for what is no report. */
const expected: Readonly<Record<string, readonly [outcome: string, status: string] | null>> = {
  'amazon-ses': ['FAILED', '5.1.1'],
  communigate: ['FAILED', '5.0.0'],
  courier: ['FAILED', '5.0.0'],
  domino: ['FAILED', '5.1.1'],
  'exchange-delayed': ['DELAYED', '4.4.7'],
  'exchange-expired': ['FAILED', '4.4.7'],
  'exchange-group-closed': ['FAILED', '5.7.133'],
  'exchange-online-not-found': ['FAILED', '5.1.10'],
  'exchange-quota': ['FAILED', '5.2.2'],
  'exim-delayed': ['DELAYED', '4.0.0'],
  'exim-routing': ['FAILED', '5.0.0'],
  'exim-user-unknown': ['FAILED', '5.0.0'],
  'form-base64': ['FAILED', '5.1.1'],
  'form-capitals': ['FAILED', '5.1.1'],
  'form-delivered': ['ARRIVED', '2.1.5'],
  'form-expanded-one-failed': ['FAILED', '5.1.1'],
  'form-folded': ['FAILED', '5.1.1'],
  'form-many-empty-lines': ['FAILED', '5.1.1'],
  'form-no-action': ['DELAYED', '4.2.2'],
  'form-no-status': ['FAILED', '5.0.0'],
  'form-one-group': ['FAILED', '5.1.2'],
  'form-quoted-printable': ['FAILED', '5.1.1'],
  'gmail-delayed': ['DELAYED', '4.4.1'],
  'gmail-domain-unknown': ['FAILED', '4.0.0'],
  'gmail-not-found': ['FAILED', '5.1.1'],
  groupwise: ['FAILED', '5.0.0'],
  mdaemon: ['FAILED', '5.5.0'],
  mimecast: ['FAILED', '5.7.1'],
  'none-away': null,
  'none-complaint': null,
  'none-exim-plain': null,
  'none-forwarded': null,
  'none-human': null,
  'none-qmail': null,
  'none-read-receipt': null,
  'none-status-only-in-text': null,
  opensmtpd: ['FAILED', '5.0.0'],
  'postfix-delayed': ['DELAYED', '4.4.1'],
  'postfix-enveloped': ['FAILED', '5.2.2'],
  'postfix-expired': ['FAILED', '4.4.1'],
  'postfix-policy': ['FAILED', '5.7.1'],
  'postfix-relayed': ['ARRIVED', '2.0.0'],
  'postfix-smtputf8': ['FAILED', '5.1.3'],
  'postfix-user-unknown': ['FAILED', '5.1.1'],
  proofpoint: ['FAILED', '5.4.4'],
  'sendmail-too-long': ['FAILED', '5.2.3'],
  'sendmail-user-unknown': ['FAILED', '5.1.1'],
  'sendmail-warning': ['DELAYED', '4.4.3'],
  'unknown-bent-id': ['FAILED', '5.1.1'],
  'unknown-id-in-text-only': ['FAILED', '5.1.1'],
  'unknown-message-id': ['FAILED', '5.1.1'],
  yahoo: ['FAILED', '5.0.0'],
  'zimbra-full': ['FAILED', '4.2.2'],
};

test.each(Object.entries(expected))('%s', async (name, verdict) => {
  const text = report(name);
  const mailId = name.startsWith('unknown-') ? null : id;
  const said = verdict === null ? null : { mailId, outcome: verdict[0], status: verdict[1] };
  // A server hands them over with its own line ends; on the wire they have others.
  expect(await readDeliveryReport(Buffer.from(text))).toEqual(said);
  expect(await readDeliveryReport(Buffer.from(text.replaceAll('\n', '\r\n')))).toEqual(said);
});

test('every report in the folder is read above', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.eml$/, ''));
  expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
});

const nested = (levels: number): string => {
  const open = Array.from({ length: levels }, (_, level) => {
    const boundary = `b${String(level)}`;
    return `Content-Type: multipart/mixed; boundary="${boundary}"\n\n--${boundary}\n`;
  });
  return open.join('');
};

test.each<[string, string]>([
  ['nothing', ''],
  ['no mail at all', '\u0000\u0001\u0002\uFFFD'.repeat(1_000)],
  ['a report without parts', 'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'],
  ['a report without boundary', 'Content-Type: multipart/report; report-type=delivery-status\n\nx'],
  [
    'a report nested without measure',
    `Content-Type: multipart/report; boundary="r"\n\n--r\n${nested(1_000)}Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n`,
  ],
  ['headers without measure', `${'X-A: b\n'.repeat(100_000)}${report('postfix-user-unknown')}`],
  ['a header without end', `X-A: ${'b'.repeat(300_000)}\n${report('postfix-user-unknown')}`],
  [
    'a report that is too long',
    report('postfix-user-unknown').replace('The program has been released.', 'x '.repeat(longestReport / 2)),
  ],
  ['a status that is none', report('form-no-action').replace('4.2.2', 'maybe')],
])('%s is no report', async (_what, text) => {
  expect(await readDeliveryReport(Buffer.from(text))).toBeNull();
});

test('of ten thousand recipients a hundred are read', async () => {
  const many = `\n\nFinal-Recipient: rfc822; a@example.com\nAction: delayed\nStatus: 4.0.0`.repeat(10_000);
  const text = report('form-delivered').replace('Status: 2.1.5', `Status: 2.1.5${many}\n\nAction: failed`);
  expect(await readDeliveryReport(Buffer.from(text))).toMatchObject({ outcome: 'DELAYED' });
});

test.each([
  ['5.1.1', 'there is no such mailbox (5.1.1)'],
  ['5.7.133', 'a policy forbids it (5.7.133)'],
  ['4.4.7', 'it could not be delivered in time (4.4.7)'],
  ['5.0.0', '5.0.0'],
  ['5.9.9', '5.9.9'],
])('%s means: %s', (status, meaning) => {
  expect(describeStatus(status)).toBe(meaning);
});
