import { viewer } from '@plenary/identity';
import type { Ctx, Services } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import { pageLanguage, type Frame } from '@plenary/site';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** A page is shown in whatever language it has, so that one that is none is as good as none; so is an address that is none. */
const query = z.object({ language: languageCode.optional().catch(undefined) }).catch({});

/**
 * What stands around a page for who asks for it.
 * @param event the languages of the event that it is of, or none
 */
export async function frameFor(ctx: Ctx, request: FastifyRequest, event: readonly string[]): Promise<Frame> {
  const account = await viewer(ctx);
  return frameOf(ctx.services, request, event, account);
}

/** The same for an account that is known, or for who is nobody to the page, such as a reader of an error. */
export function frameOf(
  { settings }: Services,
  request: FastifyRequest,
  event: readonly string[],
  account: { readonly email: string | null; readonly language: string | null } | null,
): Frame {
  const { language: asked = null } = query.parse(request.query);
  const accepts = request.headers['accept-language'];
  return {
    language: pageLanguage({ asked, account: account?.language ?? null, accepts, event }),
    asked,
    viewer: account?.email ?? null,
    demo: settings.demo,
    mailbox: settings.demo && settings.smtpUrl === null,
  };
}
