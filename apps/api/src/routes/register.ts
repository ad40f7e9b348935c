import { randomUUID } from 'node:crypto';
import type { Event } from '@plenary/event';
import { Refusal, notFound, type EventCtx } from '@plenary/platform';
import { AddressLimiter } from '@plenary/platform/http';
import {
  closedBecause,
  findForm,
  listCountries,
  listOpenings,
  register,
  type Form,
  type Opening,
} from '@plenary/registration';
import {
  at,
  renderOpeningsPage,
  renderRegisterPage,
  renderSentPage,
  type FormValues,
  type Frame,
  type RegisterView,
  type ShownOpening,
  type TypedForm,
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
import { frameFor } from './frame.js';
import { openVisibleEvent } from './program.js';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const config = { access: { public: 'Whoever may see the event may register for it.' } };

/** A hundred answers, the long ones of 5,000 characters, each character of Japanese as nine. */
const mostBytes = 1_000_000;

/** A hall shares one address; what is beyond waits. */
const byAddress = { points: 600, seconds: 600 } as const;
const beyond = { perSecond: 20, waiting: 200 } as const;

interface RegisterRequest {
  Params: { slug: string };
}

const query = z.object({ category: z.string() }).catch({ category: '' });

/** A category that somebody registers in, and what it asks. */
interface Opened {
  readonly ctx: EventCtx;
  readonly event: Event;
  readonly frame: Frame;
  readonly openings: readonly ShownOpening[];
  /** Null where the address names none. */
  readonly chosen: Pick<RegisterView, 'shown' | 'form' | 'countries'> | null;
}

/** How to take part in an event, and the form by which a stranger registers. */
export function addRegisterRoutes({ server, services, openCtx }: Routes): void {
  const limiter = new AddressLimiter(byAddress, beyond);

  async function open(request: FastifyRequest<RegisterRequest>): Promise<Opened> {
    const { event, inEvent: ctx } = await openVisibleEvent(await openCtx(request), request.params.slug);
    const now = services.clock.now();
    const openings = (await listOpenings(ctx)).map((opening) => ({
      opening,
      closed: closedBecause(opening.category, opening.event, now),
    }));
    const { category } = query.parse(request.query);
    const shown = openings.find(({ opening }) => opening.category.key === category);
    // An address from elsewhere may name a category that is there no more.
    if (shown === undefined && category !== '') throw notFound('Category');
    const chosen =
      shown === undefined
        ? null
        : { shown, form: await formOf(ctx, shown.opening), countries: await listCountries(ctx) };
    return { ctx, event, frame: await frameFor(ctx, request, event.languages), openings, chosen };
  }

  server.get<RegisterRequest>('/events/:slug/register', { config }, async (request, reply) => {
    const { event, frame, openings, chosen } = await open(request);
    if (chosen === null) return sendPage(reply, renderOpeningsPage(frame, event, openings));
    const view = { ...chosen, event, typed: null, clientKey: randomUUID() };
    return sendPage(reply, renderRegisterPage(frame, view));
  });

  server.get<RegisterRequest>('/events/:slug/register/sent', { config }, async (request, reply) => {
    const { event, frame } = await open(request);
    return sendPage(reply, renderSentPage(frame, event));
  });

  void server.register((scope, _options, registered) => {
    acceptForms(scope, mostBytes, allOfEach);
    scope.post<RegisterRequest>(
      '/events/:slug/register',
      { config, bodyLimit: mostBytes },
      async (request, reply) => {
        if (!isFromOurPages(services.settings, request))
          throw new Refusal('FORBIDDEN', 'This page may not register anybody.');
        await limiter.take(request.ip);
        const opened = await open(request);
        const { ctx, event, frame, openings, chosen } = opened;
        if (chosen === null) return sendPage(reply, renderOpeningsPage(frame, event, openings));
        const values = readForm(request.body);
        const again = (typed: TypedForm, shownIn = frame): FastifyReply => {
          const clientKey = valueOf(values, 'clientKey') ?? randomUUID();
          return sendPage(reply, renderRegisterPage(shownIn, { ...chosen, event, typed, clientKey }));
        };
        const wanted = languageWanted(values);
        if (wanted !== null) return again(untouched(withLanguage(values, wanted)), inLanguage(frame, wanted));
        if (hasUnseen(chosen.form, values)) return again({ ...untouched(values), hasMore: true });
        try {
          await register(ctx, inputOf(chosen.shown.opening, values));
        } catch (error) {
          const status = error instanceof Refusal ? mendable[error.code] : undefined;
          if (!(error instanceof Refusal) || status === undefined) throw error;
          reply.code(status);
          return again(refusedForm(values, error));
        }
        return reply.redirect(at(frame, `/events/${event.slug}/register/sent`), 303);
      },
    );
    registered();
  });
}

async function formOf(ctx: EventCtx, { category }: Opening): Promise<Form | null> {
  return category.formId === null ? null : findForm(ctx, category.formId);
}

function untouched(values: FormValues): TypedForm {
  return { values, code: null, fields: [], hasMore: false };
}

/** Who reads another language now gets mail in it too, unless they have chosen one. */
function withLanguage(values: FormValues, wanted: string): FormValues {
  const isAsPage = valueOf(values, 'language') === valueOf(values, 'page');
  return isAsPage ? { ...values, language: [wanted] } : values;
}

/** What the form says, as the operation takes it: texts are in the language that was chosen for mail. */
function inputOf({ category }: Opening, values: FormValues): object {
  const language = valueOf(values, 'language') ?? '';
  const text = (name: string): object | null => {
    const value = valueOf(values, name);
    return value === null ? null : { [language]: value };
  };
  const formVersion = numberIn(values, 'formVersion');
  return {
    clientKey: valueOf(values, 'clientKey'),
    categoryId: category.id,
    mode: valueOf(values, 'mode'),
    familyName: text('familyName'),
    givenName: text('givenName'),
    nameOrder: valueOf(values, 'nameOrder'),
    title: text('title'),
    post: text('post'),
    organisation: text('organisation'),
    country: valueOf(values, 'country'),
    email: valueOf(values, 'email') ?? '',
    language,
    ...(formVersion === undefined ? {} : { formVersion }),
    answers: answersIn(values),
  };
}
