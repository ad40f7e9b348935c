import { createPersonInput, updatePersonInput } from '../domain/person-edit.js';
import { inputInEvent } from './input-in-event.js';

export const CreatePersonInput = inputInEvent('CreatePersonInput', createPersonInput);
export const UpdatePersonInput = inputInEvent('UpdatePersonInput', updatePersonInput);
