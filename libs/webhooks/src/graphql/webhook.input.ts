import { inputInEvent } from '@plenary/event/graphql';
import {
  createWebhookInput,
  resendMessageInput,
  rotateSecretInput,
  updateWebhookInput,
  webhookInput,
} from '../domain/webhook-input.js';

export const CreateWebhookInput = inputInEvent('CreateWebhookInput', createWebhookInput);
export const UpdateWebhookInput = inputInEvent('UpdateWebhookInput', updateWebhookInput);
export const WebhookInput = inputInEvent('WebhookInput', webhookInput);
export const RotateWebhookSecretInput = inputInEvent('RotateWebhookSecretInput', rotateSecretInput);
export const ResendMessageInput = inputInEvent('ResendMessageInput', resendMessageInput);
