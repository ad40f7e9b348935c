import {
  addMaterial,
  confirmAppearance,
  declineAppearance,
  removeMaterial,
  setConsent,
  setOwnAvailability,
  setPhotograph,
  updateMaterial,
  updateProfile,
  type Part,
} from '@plenary/parts';
import { badInput, type EventCtx, type Refusal } from '@plenary/platform';
import type { Texts } from '@plenary/platform/texts';
import { instantIn } from '@plenary/program';
import { registerOwnPart } from '@plenary/registration';
import { partForms, type PartForm } from '@plenary/site';
import { z } from 'zod';

/** The fields of a form as a browser sends them. */
type Values = Readonly<Record<string, string>>;

export const formName = z.enum(partForms);

/**
 * Saves what a form of the page says, by the same operations as GraphQL.
 * @returns null; where only a row was to be added or taken away, the form's fields after that, with nothing saved
 * @throws {Refusal} what the operation throws
 */
export async function savePartForm(
  ctx: EventCtx,
  part: Part,
  form: PartForm,
  values: Values,
): Promise<Values | null> {
  if (form === 'answer') await saveAnswer(ctx, values);
  else if (form === 'consents') await saveConsents(ctx, values);
  else if (form === 'profile') await saveProfile(ctx, part, values);
  else if (form === 'photograph') await savePhotograph(ctx, values);
  else if (form === 'material') await saveMaterial(ctx, values);
  else if (form === 'materialChange') await changeMaterial(ctx, values);
  else if (form === 'removal') await removeMaterial(ctx, { materialId: values['materialId'] });
  else if (form === 'registration')
    await registerOwnPart(ctx, { categoryId: values['categoryId'], mode: values['mode'] });
  else return saveAvailability(ctx, part, values);
  return null;
}

async function saveAnswer(ctx: EventCtx, values: Values): Promise<void> {
  const answer = values['answer'] === 'confirm' ? confirmAppearance : declineAppearance;
  if (!['confirm', 'decline'].includes(values['answer'] ?? ''))
    throw badInput([{ path: 'answer', message: 'must be confirm or decline' }]);
  await answer(ctx, { appearanceId: values['appearanceId'], version: numberOf(values['version']) });
}

async function saveConsents(ctx: EventCtx, values: Values): Promise<void> {
  await setConsent(ctx, {
    appearanceId: values['appearanceId'],
    version: numberOf(values['version']),
    mayRecord: agreedOf(values['mayRecord']),
    mayQuote: agreedOf(values['mayQuote']),
    mayShow: agreedOf(values['mayShow']),
  });
}

async function saveProfile(ctx: EventCtx, part: Part, values: Values): Promise<void> {
  const { person } = part;
  const needs = values['needs'] ?? '';
  await updateProfile(ctx, {
    version: numberOf(values['version']),
    title: textsOf(part, 'title', person.title, values),
    biography: textsOf(part, 'biography', person.biography, values),
    needs: needs.trim() === '' ? null : needs,
    mayPublish: agreedOf(values['mayPublish']),
  });
}

/** A form that was sent without a file takes none away. */
function uploadOf({ uploadId }: Values): string {
  if (uploadId === undefined) throw badInput([{ path: 'file', message: 'must be chosen' }]);
  return uploadId;
}

async function savePhotograph(ctx: EventCtx, values: Values): Promise<void> {
  const uploadId = values['action'] === 'remove' ? null : uploadOf(values);
  await setPhotograph(ctx, { version: numberOf(values['version']), uploadId });
}

async function saveMaterial(ctx: EventCtx, values: Values): Promise<void> {
  await addMaterial(ctx, {
    clientKey: values['clientKey'],
    sessionId: values['sessionId'],
    kind: values['kind'],
    title: values['title'],
    mayPublish: agreedOf(values['mayPublish']),
    uploadId: uploadOf(values),
  });
}

async function changeMaterial(ctx: EventCtx, values: Values): Promise<void> {
  await updateMaterial(ctx, {
    materialId: values['materialId'],
    title: values['title'],
    mayPublish: agreedOf(values['mayPublish']),
  });
}

/** What was typed in each language of the form; what there is in others stays. */
function textsOf(part: Part, name: string, before: Texts | null, values: Values): Texts | null {
  const shown = part.event.languages;
  const kept = Object.entries(before ?? {}).filter(([language]) => !shown.includes(language));
  const typed = shown.flatMap((language): [string, string][] => {
    const text = values[`${name}.${language}`] ?? '';
    return text.trim() === '' ? [] : [[language, text]];
  });
  const all = [...typed, ...kept];
  return all.length === 0 ? null : Object.fromEntries(all);
}

async function saveAvailability(ctx: EventCtx, part: Part, values: Values): Promise<Values | null> {
  const rows = rowsOf(values);
  const { remove, action } = values;
  if (remove !== undefined)
    return withRows(
      values,
      rows.filter(({ row }) => row !== Number(remove)),
    );
  if (action === 'add') return withRows(values, [...rows, { row: 0, startsAt: '', endsAt: '' }]);
  const { timeZone } = part.event;
  const filled = rows.filter(({ startsAt, endsAt }) => startsAt !== '' || endsAt !== '');
  const windows = filled.map(({ row, startsAt, endsAt }) => {
    const [from, to] = [instantIn(startsAt, timeZone), instantIn(endsAt, timeZone)];
    const wrong = [from === null ? 'startsAt' : '', to === null ? 'endsAt' : ''].filter(
      (name) => name !== '',
    );
    if (from === null || to === null)
      throw badInput(
        wrong.map((name) => ({ path: `row${String(row)}.${name}`, message: 'must be a day and a time' })),
      );
    if (from >= to)
      throw badInput([{ path: `row${String(row)}.endsAt`, message: 'must be after its beginning' }]);
    return { startsAt: from.toISOString(), endsAt: to.toISOString() };
  });
  await setOwnAvailability(ctx, { version: numberOf(values['version']), windows });
  return null;
}

interface Row {
  readonly row: number;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** More than the operation takes. */
const mostRows = 201;

function rowsOf(values: Values): Row[] {
  const rows = Object.keys(values).flatMap((name) => {
    const [, row] = /^row(\d{1,3})\.startsAt$/.exec(name) ?? [];
    return row === undefined ? [] : Number(row);
  });
  return rows
    .toSorted((a, b) => a - b)
    .slice(0, mostRows)
    .map((row) => ({
      row,
      startsAt: values[`row${String(row)}.startsAt`] ?? '',
      endsAt: values[`row${String(row)}.endsAt`] ?? '',
    }));
}

function withRows(values: Values, rows: readonly Row[]): Values {
  const others = Object.entries(values).filter(([name]) => !/^(?:row\d|remove$|action$)/.test(name));
  const fields = rows.flatMap(({ startsAt, endsAt }, index): [string, string][] => [
    [`row${String(index)}.startsAt`, startsAt],
    [`row${String(index)}.endsAt`, endsAt],
  ]);
  return Object.fromEntries([...others, ...fields]);
}

/** The fields of the form that a refusal is about, in the order in which it names them. */
export function fieldsOf({ details }: Refusal, values: Values): string[] {
  const names = (details.fields ?? []).flatMap(({ path }) => {
    if (path === 'file' || path === 'uploadId') return 'file';
    if (path in values) return path;
    const first = Object.keys(values).find((name) => path.startsWith('windows') && name.startsWith('row'));
    return first ?? [];
  });
  return [...new Set(names)];
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Null for no answer. */
function agreedOf(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
