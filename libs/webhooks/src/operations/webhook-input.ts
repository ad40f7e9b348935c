import { targetUrl } from '@plenary/platform/outgoing';
import type { Settings } from '@plenary/platform/settings';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';

/** What staff say of a webhook. */
export function webhookInput({ webhookLoopback }: Settings) {
  return z.object({
    url: targetUrl(webhookLoopback),
    description: plainText(200),
    kinds: z
      .array(
        z.enum(['PROGRAM_RELEASED', 'EDITION_PUBLISHED'], {
          error: 'must be a happening; tests are sent on request',
        }),
      )
      .min(1, 'must name at least one')
      .transform((kinds) => [...new Set(kinds)]),
  });
}
