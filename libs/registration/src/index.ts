export { findForm } from './data/forms.js';
export { listOpenings, type Opening } from './data/categories.js';
export { listCountries } from './data/countries.js';
export { addQuotaFigures } from './data/quota-figures.js';
export { findByAddress } from './data/registrations.js';
export { participates } from './data/participants.js';
export type { Answers } from './domain/answers.js';
export {
  closedBecause,
  closedReason,
  freePlaces,
  type AttendanceMode,
  type ClosedBecause,
  type Quota,
} from './domain/category.js';
export type { Country } from './domain/country.js';
export type { Field, FieldType, Form } from './domain/form.js';
export { shownFields } from './domain/shown-fields.js';
export { spacedCode } from './domain/ticket-code.js';
export {
  acceptOffer,
  cancelRegistration,
  changeMode,
  confirmAddress,
  updateRegistration,
} from './operations/change-own.js';
export { exportMyData } from './operations/export-my-data.js';
export { hasCategories } from './operations/has-categories.js';
export { ownCalendar } from './operations/own-calendar.js';
export { ticketPicture } from './domain/ticket-picture.js';
export { showOwn, type OwnRegistration } from './operations/own-registration.js';
export { placesOfOwnPart } from './operations/places-of-own-part.js';
export { registerOwnPart } from './operations/register-speakers.js';
export { register } from './operations/register.js';
export { removeCountry, saveCountry } from './operations/save-country.js';
export { saveCategory } from './operations/save-category.js';
export { saveForm } from './operations/save-form.js';
export { removeMailTemplate, saveMailTemplate } from './operations/save-mail-template.js';
export { raiseQuota } from './operations/raise-quota.js';
export { tend } from './operations/tend-registrations.js';
export { importRegistrationsFile } from './operations/import-registrations-file.js';
export { registrationsAsFile } from './operations/registrations-as-file.js';
export { registrationsInput } from './domain/registrations-file.js';
