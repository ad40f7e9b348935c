/** One mail address, as a person types it: see `mailAddress`. */
export { mailAddress as emailAddress } from '@plenary/mail';
