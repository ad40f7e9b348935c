import { inputType } from '@plenary/platform/graphql';
import { eventInput, series, updateEventInput, venue } from '../domain/event-input.js';
import { inputInEvent } from './input-in-event.js';

inputType('VenueInput', venue);
inputType('SeriesInput', series);

export const CreateEventInput = inputType('CreateEventInput', eventInput);
export const UpdateEventInput = inputInEvent('UpdateEventInput', updateEventInput);
