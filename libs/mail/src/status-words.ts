/** RFC 3463: details worth telling apart, then the kinds they are of. */
const words: Readonly<Record<string, string>> = {
  '1.1': 'there is no such mailbox',
  '1.2': 'there is no such domain',
  '1.3': 'the address is not valid',
  '1.6': 'the mailbox has moved',
  '1.10': 'the domain takes no mail',
  '2.1': 'the mailbox is closed',
  '2.2': 'the mailbox is full',
  '2.3': 'the mail is too long for it',
  '4.1': 'its mail server did not answer',
  '4.7': 'it could not be delivered in time',
  '7.1': 'its mail server does not take mail from us',
  '1': 'the address is at fault',
  '2': 'the mailbox is at fault',
  '3': 'its mail system is at fault',
  '4': 'the way to its mail server is at fault',
  '5': 'the mail servers did not understand each other',
  '6': 'its mail server can not handle such a mail',
  '7': 'a policy forbids it',
};

/**
 * What a mail server's status means, in our words: its own may hold an address.
 * @param status such as 5.1.1
 */
export function describeStatus(status: string): string {
  const [, subject = '', detail = ''] = status.split('.');
  const meaning = words[`${subject}.${detail}`] ?? words[subject];
  return meaning === undefined ? status : `${meaning} (${status})`;
}
