import { enterEvent, type Ctx } from '@plenary/platform';
import { findEventsBySlug } from '@plenary/event';
import { createSignInLinkFor, makeLink, revokeUnlimitedLinks } from '@plenary/identity';
import { findByAddress } from '@plenary/registration';
import { demoGuests, demoGuestsEvent } from '../demo/guests.js';
import { loadDemo } from '../demo/load-demo.js';
import { demoRoles } from '../demo/roles.js';

/** Loads the demo if the database has no event yet. */
export async function loadDemoIfEmpty(ctx: Ctx): Promise<void> {
  if ((await ctx.db.event.count()) === 0) await loadDemo(ctx);
}

/** Ends the links of the demo. */
export { revokeUnlimitedLinks as endDemoLinks } from '@plenary/identity';

/** Sign-in links for each demo role, and links of some who are registered; those of a launcher before are ended. */
export async function makeDemoLinks(ctx: Ctx): Promise<{ role: string; url: string }[]> {
  await revokeUnlimitedLinks(ctx);
  const links: { role: string; url: string }[] = [];
  for (const { email, role } of demoRoles) {
    const known = await ctx.db.account.findUnique({ where: { email }, select: { id: true } });
    if (known !== null) links.push({ role, url: await createSignInLinkFor(ctx, email, 'demo') });
  }
  return [...links, ...(await makeGuestLinks(ctx))];
}

/** They are links as those that are mailed, and last as long. */
async function makeGuestLinks(ctx: Ctx): Promise<{ role: string; url: string }[]> {
  const [found] = await findEventsBySlug(ctx, [demoGuestsEvent]);
  if (found === undefined) return [];
  const inEvent = enterEvent(ctx, found.event);
  const links: { role: string; url: string }[] = [];
  for (const { name, address } of demoGuests) {
    const registration = await findByAddress(inEvent, address);
    if (registration === null) continue;
    const url = await makeLink(ctx, 'REGISTRATION', { event: found.event, subjectId: registration.id });
    links.push({ role: name, url });
  }
  return links;
}
