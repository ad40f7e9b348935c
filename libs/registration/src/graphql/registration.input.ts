import { inputInEvent } from '@plenary/event/graphql';
import { inputType } from '@plenary/platform/graphql';
import './category.type.js';
import './form.type.js';
import './mail-template.type.js';
import './registration.type.js';
import { registerEnumType } from '@nestjs/graphql';
import { answerInput } from '../domain/answers.js';
import { removeCountryInput, saveCountryInput } from '../domain/country.js';
import { choice, condition, field } from '../domain/form.js';
import {
  previewMailInput,
  removeMailTemplateInput,
  saveMailTemplateInput,
  sendTestMailInput,
} from '../domain/mail-template.js';
import {
  changeModeInput,
  confirmAddressInput,
  decideRegistrationsInput,
  decision,
  exportMyDataInput,
  ownVersionInput,
  quotaInput,
  raiseQuotaInput,
  registerInput,
  registerOwnPartInput,
  registerSpeakersInput,
  saveCategoryInput,
  saveFormInput,
  updateRegistrationInput,
} from '../domain/register-input.js';

registerEnumType(decision.enum, { name: 'Decision', description: 'What staff decide of a registration.' });

// Those that stand in others come before them.
inputType('FieldAnswerInput', answerInput);
inputType('FieldConditionInput', condition);
inputType('FieldChoiceInput', choice);
inputType('FormFieldInput', field);
inputType('QuotaInput', quotaInput);

export const RegisterInput = inputInEvent('RegisterInput', registerInput);
export const RegisterSpeakersInput = inputInEvent('RegisterSpeakersInput', registerSpeakersInput);
export const RegisterOwnPartInput = inputInEvent('RegisterOwnPartInput', registerOwnPartInput);
export const ExportMyDataInput = inputInEvent('ExportMyDataInput', exportMyDataInput);
export const ConfirmAddressInput = inputInEvent('ConfirmAddressInput', confirmAddressInput);
export const UpdateRegistrationInput = inputInEvent('UpdateRegistrationInput', updateRegistrationInput);
export const ChangeModeInput = inputInEvent('ChangeModeInput', changeModeInput);
export const OwnRegistrationInput = inputInEvent('OwnRegistrationInput', ownVersionInput);
export const DecideRegistrationsInput = inputInEvent('DecideRegistrationsInput', decideRegistrationsInput);
export const RaiseQuotaInput = inputInEvent('RaiseQuotaInput', raiseQuotaInput);
export const SaveCategoryInput = inputInEvent('SaveCategoryInput', saveCategoryInput);
export const SaveCountryInput = inputInEvent('SaveCountryInput', saveCountryInput);
export const RemoveCountryInput = inputInEvent('RemoveCountryInput', removeCountryInput);
export const SaveMailTemplateInput = inputInEvent('SaveMailTemplateInput', saveMailTemplateInput);
export const RemoveMailTemplateInput = inputInEvent('RemoveMailTemplateInput', removeMailTemplateInput);
export const PreviewMailInput = inputInEvent('PreviewMailInput', previewMailInput);
export const SendTestMailInput = inputInEvent('SendTestMailInput', sendTestMailInput);
export const SaveFormInput = inputInEvent('SaveFormInput', saveFormInput);
