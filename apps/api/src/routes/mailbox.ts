import { listKeptMail } from '@plenary/mail';
import { renderMailboxPage } from '@plenary/site';
import { frameFor } from './frame.js';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const most = 100;

/** The mails that the demo keeps instead of sending. */
export function addMailboxRoute({ server, services, openCtx }: Routes): void {
  const config = { access: { public: 'The demo has no real mail, and shows what it would have sent.' } };
  server.get('/mailbox', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const mails = await listKeptMail(ctx, most);
    const frame = await frameFor(ctx, request, []);
    return sendPage(reply, renderMailboxPage(frame, mails, services.settings.publicUrl));
  });
}
