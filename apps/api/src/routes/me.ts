import { findEvent } from '@plenary/event';
import { viewer } from '@plenary/identity';
import { Refusal, notFound, parse, type EventCtx } from '@plenary/platform';
import {
  acceptOffer,
  cancelRegistration,
  changeMode,
  confirmAddress,
  exportMyData,
  findForm,
  ownCalendar,
  listCountries,
  showOwn,
  updateRegistration,
} from '@plenary/registration';
import {
  at,
  meForms,
  renderMePage,
  type FormValues,
  type Frame,
  type MeForm,
  type MeView,
} from '@plenary/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isFromOurPages } from '../session-cookie.js';
import { acceptForms, allOfEach } from './accept-forms.js';
import {
  answersIn,
  hasUnseen,
  inLanguage,
  languageWanted,
  mendable,
  numberIn,
  readForm,
  refusedForm,
  valueOf,
} from './answer-forms.js';
import { frameOf } from './frame.js';
import { openAnyEvent } from './program.js';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const config = { access: { allow: 'registration' } } as const;

interface MeRequest {
  Params: { slug: string };
}

/** A hundred answers, the long ones of 5,000 characters, each character of Japanese as nine. */
const mostBytes = 1_000_000;

const formName = z.enum(meForms);
const query = z
  .object({ done: formName.nullable().catch(null), ask: z.literal('cancel').nullable().catch(null) })
  .partial()
  .catch({});

type Shown = Pick<MeView, 'own' | 'event' | 'form' | 'countries' | 'answered' | 'calendar'>;

/** The page of one's own registration, and what its forms send: all of it to the page's own address. */
export function addMeRoutes({ server, services, openCtx }: Routes): void {
  async function open(
    request: FastifyRequest<MeRequest>,
  ): Promise<{ ctx: EventCtx; shown: Shown; frame: Frame }> {
    const ctx = await openAnyEvent(await openCtx(request), request.params.slug);
    const shown = await read(ctx);
    const account = await viewer(ctx);
    const language = account?.language ?? shown.own.registration.language;
    const reader = { email: account?.email ?? null, language };
    return { ctx, shown, frame: frameOf(services, request, shown.event.languages, reader) };
  }

  server.get<MeRequest>('/events/:slug/me', { config }, async (request, reply) => {
    const { shown, frame } = await open(request);
    const { done = null, ask = null } = query.parse(request.query);
    return sendPage(reply, renderMePage(frame, { ...shown, done, isCancelling: ask !== null, typed: null }));
  });

  void server.register((scope, _options, registered) => {
    acceptForms(scope, mostBytes, allOfEach);
    scope.post<MeRequest>('/events/:slug/me', { config, bodyLimit: mostBytes }, async (request, reply) => {
      if (!isFromOurPages(services.settings, request))
        throw new Refusal('FORBIDDEN', 'This page may not answer for anybody.');
      const { ctx, shown, frame } = await open(request);
      const values = readForm(request.body);
      const form = parse(formName, valueOf(values, 'form'));
      const again = (typed: MeView['typed'], now = shown, shownIn = frame): FastifyReply =>
        sendPage(reply, renderMePage(shownIn, { ...now, done: null, isCancelling: false, typed }));
      const untouched = { form, values, code: null, fields: [], hasMore: false, because: null };
      const wanted = languageWanted(values);
      if (wanted !== null) return again(untouched, shown, inLanguage(frame, wanted));
      if (form === 'answers' && hasUnseen(shown.form, values)) return again({ ...untouched, hasMore: true });
      if (form === 'data')
        return reply
          .type('application/json')
          .header('content-disposition', `attachment; filename="${shown.event.slug}-my-data.json"`)
          .send(await exportMyData(ctx, {}));
      try {
        await save(ctx, form, values);
      } catch (error) {
        const status = error instanceof Refusal ? mendable[error.code] : undefined;
        if (!(error instanceof Refusal) || status === undefined) throw error;
        reply.code(status);
        const because = error.details.facts?.['because'] === 'FULL' ? 'FULL' : null;
        return again({ ...refusedForm(values, error), form, because }, await read(ctx));
      }
      return reply.redirect(at(frame, `/events/${shown.event.slug}/me?done=${form}`), 303);
    });
    registered();
  });
}

async function read(ctx: EventCtx): Promise<Shown> {
  const own = await showOwn(ctx);
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const { formId, formVersion } = own.registration;
  const asked = own.opening.category.formId;
  const form = asked === null ? null : await findForm(ctx, asked);
  const isSame = form !== null && form.id === formId && form.version === formVersion;
  const answered = isSame
    ? form
    : formId === null
      ? null
      : await findForm(ctx, formId, formVersion ?? undefined);
  const calendar = await ownCalendar(ctx, own);
  return { own, event, form, answered, calendar, countries: await listCountries(ctx) };
}

/**
 * Does what a form of the page says, by the same operations as GraphQL.
 * @throws {Refusal} what the operation throws
 */
async function save(ctx: EventCtx, form: MeForm, values: FormValues): Promise<void> {
  const version = numberIn(values, 'version');
  if (form === 'confirm') await confirmAddress(ctx, {});
  else if (form === 'accept') await acceptOffer(ctx, { version });
  else if (form === 'cancel') await cancelRegistration(ctx, { version });
  else if (form === 'mode') await changeMode(ctx, { version, mode: valueOf(values, 'mode') });
  else {
    const formVersion = numberIn(values, 'formVersion');
    const shown = formVersion === undefined ? {} : { formVersion };
    await updateRegistration(ctx, { version, ...shown, answers: answersIn(values) });
  }
}
