import { createCtx, hashToken, type Ctx, type Services } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { findActor } from '../data/account-sessions.js';

/** The context of a request by its session's secret; without a live one, of a stranger. */
export async function authenticate(
  services: Services,
  token: string | undefined,
  requestId: string,
): Promise<Ctx> {
  const ctx = createCtx(services, anonymous, requestId);
  if (token === undefined || token === '') return ctx;
  const actor = await findActor(ctx, hashToken(services.keys, token));
  return { ...ctx, actor: actor ?? anonymous };
}
