import type { Ctx } from '@plenary/platform';

/** A mail that was kept instead of sent. */
export interface KeptMail {
  readonly id: string;
  readonly messageId: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly keptAt: Date;
}

/** The mails that were kept, the last first. */
export async function listKeptMail(ctx: Ctx, limit: number): Promise<KeptMail[]> {
  return ctx.db.keptMail.findMany({
    omit: { html: true },
    orderBy: { keptAt: 'desc' },
    take: limit,
  });
}
