import { clientKey, id, version, wantedId } from '@plenary/platform';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { webhookKind } from './happenings.js';

/** What staff say of a webhook. */
const fields = {
  url: z.string().meta({
    description:
      'An https address on the public internet, without a user name; its port is 443 or one from 1024.',
  }),
  description: plainText(200).meta({ description: 'What it is for, at most 200 characters.' }),
  kinds: z
    .array(webhookKind.refine((kind) => kind !== 'TEST', 'must be a happening; tests are sent on request'))
    .min(1, 'must name at least one')
    .transform((kinds) => [...new Set(kinds)])
    .meta({ description: 'What it wants to be told of, at least one; TEST can not be chosen.' }),
};

export const createWebhookInput = z
  .object({ clientKey, ...fields })
  .meta({ description: 'A webhook to make.' });

export const updateWebhookInput = z
  .object({
    webhookId: id.meta({ description: 'The webhook.' }),
    version,
    ...z.object(fields).partial().shape,
    enabled: z.boolean().optional().meta({ description: 'Switches it on or off.' }),
  })
  .meta({ description: 'What to change of a webhook. What is left out stays.' });

export const webhookInput = z
  .object({ webhookId: wantedId.meta({ description: 'The webhook.' }) })
  .meta({ description: 'Which webhook.' });

export const rotateSecretInput = z
  .object({ webhookId: id.meta({ description: 'The webhook.' }), clientKey })
  .meta({ description: 'Which webhook is to get a new secret.' });

export const resendMessageInput = z
  .object({ messageId: wantedId.meta({ description: 'A message that does not wait.' }) })
  .meta({ description: 'Which message to send again.' });
