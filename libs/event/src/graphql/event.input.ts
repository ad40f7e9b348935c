import { inputType } from '@plenary/platform/graphql';
import { createEventInput, series, updateEventInput, venue } from '../domain/event-input.js';
import { inputInEvent } from './input-in-event.js';

inputType('VenueInput', venue);
inputType('SeriesInput', series);

export const CreateEventInput = inputType('CreateEventInput', createEventInput);
export const UpdateEventInput = inputInEvent('UpdateEventInput', updateEventInput);
