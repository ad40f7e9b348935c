import { listKeptMail } from '@plenary/mail';
import { renderMailboxPage } from '@plenary/site';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const most = 100;

/** The mails that the demo keeps instead of sending. */
export function addMailboxRoute({ server, services, openCtx }: Routes): void {
  const config = { access: { public: 'The demo has no real mail, and shows what it would have sent.' } };
  server.get('/mailbox', { config }, async (request, reply) =>
    sendPage(
      reply,
      renderMailboxPage(await listKeptMail(await openCtx(request), most), services.settings.publicUrl),
    ),
  );
}
