import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** As it was typed with its country code, however wide its digits are. */
function parsed(typed: string) {
  return parsePhoneNumberFromString(typed.normalize('NFKC'));
}

/** A telephone number in international form; as it was typed where that has no country code, or is none (cases A, Phone). */
export function internationalForm(typed: string): string {
  const number = parsed(typed);
  return number?.isPossible() === true ? number.formatInternational() : typed;
}

/** Whether a number is in the plans of its country: one that is not may still be right. */
export function isKnownPhone(number: string): boolean {
  return parsed(number)?.isValid() === true;
}
