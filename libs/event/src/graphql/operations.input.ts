import { roleInEventInput } from '@plenary/identity';
import { retryJobInput } from '../operations/retry-job.js';
import { sendNoticesInput } from '../operations/send-notices.js';
import { inputInEvent } from './input-in-event.js';

export const SendNoticesInput = inputInEvent('SendNoticesInput', sendNoticesInput);
export const RetryJobInput = inputInEvent('RetryJobInput', retryJobInput);
export const RoleInput = inputInEvent('RoleInput', roleInEventInput);
