import { isDeepStrictEqual } from 'node:util';
import { badInput, parse, type EventRef } from '@plenary/platform';
import { accountNamed, personNamed } from '@plenary/platform/access';
import { localText, type Texts } from '@plenary/platform/texts';
import { z } from 'zod';
import type { ProgramEdit } from '../data/program-edits.js';
import { storedEdit, type Change, type Changes } from '../domain/changes.js';
import { edits, type EditName } from '../domain/edits/index.js';
import type { Edited } from '../operations/edit-program.js';
import type { ImportReport } from '../operations/import-program-file.js';
import type { DraftState } from '../operations/list-edits.js';
import type { EditPreview } from '../operations/preview-edit.js';
import { DraftMapping } from './draft-mapping.js';
import type {
  DraftRowKind,
  DraftChangeType,
  DraftStateType,
  EditPreviewType,
  ProgramEditPayload,
  ProgramEditType,
} from './edit.type.js';
import type { ImportProgramPayload } from './import.type.js';
import { toFindingType } from './mapping.js';

/**
 * The one edit that a preview is asked of.
 * @throws {Refusal} BAD_INPUT unless it is exactly one
 */
export function previewedEdit(input: unknown): { name: EditName; values: unknown } {
  const asked = Object.entries(parse(z.looseObject({}), input)).filter(
    (entry): entry is [EditName, object] => entry[0] in edits && entry[1] != null,
  );
  const [only] = asked;
  if (only === undefined || asked.length > 1)
    throw badInput([{ path: 'input', message: 'must name exactly one edit' }]);
  const { clientKey: _clientKey, ...values } = parse(z.looseObject({}), only[1]);
  return { name: only[0], values };
}

export function toEditPayload(
  { number, changes, findings, draft }: Edited,
  event: EventRef,
): ProgramEditPayload {
  const mapping = new DraftMapping(draft, event.languages[0] ?? 'en');
  const present = <Row>(list: readonly { readonly id: string }[], rows: ReadonlyMap<string, Row>): Row[] =>
    list.flatMap(({ id }) => rows.get(id) ?? []);
  const all = [...changes.rooms, ...changes.tracks, ...changes.sessions];
  return {
    edit: number,
    sessions: present(changes.sessions, draft.sessions).map((session) => mapping.session(session)),
    rooms: present(changes.rooms, draft.rooms).map((room) => mapping.room(room)),
    tracks: present(changes.tracks, draft.tracks).map((track) => mapping.track(track)),
    availability: present(changes.availability, draft.availability).map((row) => mapping.availability(row)),
    limits: changes.limits.length === 0 ? null : draft.frame.limits,
    removed: all.filter(({ after }) => after === null).map(({ id }) => id),
    findingsCome: findings.come.map(toFindingType),
    findingsGone: findings.gone.map(toFindingType),
  };
}

export function toPreviewType(
  { changes, findings }: Pick<EditPreview, 'changes' | 'findings'>,
  event: EventRef,
): EditPreviewType {
  return {
    changes: toChangeTypes(changes, event),
    findingsCome: findings.come.map(toFindingType),
    findingsGone: findings.gone.map(toFindingType),
  };
}

export function toImportPayload(
  { edit, changes, findings, people, notes }: ImportReport,
  event: EventRef,
): ImportProgramPayload {
  return {
    ...toPreviewType({ changes, findings }, event),
    edit,
    peopleAdded: people.map(({ key }) => key),
    notes: [...notes],
  };
}

export function toProgramEditType(edit: ProgramEdit, event: EventRef): ProgramEditType {
  return {
    ...edit,
    accountId: accountNamed(edit),
    personId: personNamed(edit),
    changes: toChangeTypes(edit.changes, event),
  };
}

export function toDraftStateType(state: DraftState, event: EventRef): DraftStateType {
  return { ...state, edits: state.edits.map((edit) => toProgramEditType(edit, event)) };
}

function toChangeTypes(changes: Changes, event: EventRef): DraftChangeType[] {
  const { rooms, tracks, availability, sessions, limits } = storedEdit.encode(changes).content;
  const { languages } = event;
  const named = (texts: Texts | undefined) =>
    texts === undefined ? null : localText(texts, languages[0] ?? 'en', languages);
  return [
    ...rooms.map((change) => toChange('ROOM', change, named((change.after ?? change.before)?.name))),
    ...tracks.map((change) => toChange('TRACK', change, named((change.after ?? change.before)?.name))),
    ...availability.map((change) => toChange('AVAILABILITY', change, null)),
    ...limits.map((change) => toChange('LIMITS', change, null)),
    ...sessions.map((change) => toChange('SESSION', change, named((change.after ?? change.before)?.title))),
  ];
}

function toChange<Content extends object>(
  kind: DraftRowKind,
  { id, before, after }: Change<Content>,
  title: DraftChangeType['title'],
): DraftChangeType {
  const [was, is]: Record<string, unknown>[] = [{ ...before }, { ...after }];
  const fields = Object.keys({ ...was, ...is }).filter(
    (field) => !isDeepStrictEqual(was?.[field], is?.[field]),
  );
  return {
    kind,
    id,
    title,
    fields,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
  };
}
