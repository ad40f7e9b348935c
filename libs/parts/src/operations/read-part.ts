import type { EventCtx } from '@plenary/platform';
import type { Texts } from '@plenary/platform/texts';
import { currentDraft, type Appearance, type Draft, type Session } from '@plenary/program';
import { listMaterials, type Material } from '../data/materials.js';
import { askedOf, ownSessions, type OwnSession, type PartRequest } from '../domain/own-part.js';
import { openPart, type OwnPart } from './open-part.js';
import { mostMaterials } from './own-materials.js';

/** A session with one's own parts in it, and what their places are called. */
export interface PartSession {
  readonly session: Session;
  /** Null for nowhere yet. */
  readonly room: Texts | null;
  /** Each with the title of the talk that it is in; null for the whole session. */
  readonly appearances: readonly { readonly appearance: Appearance; readonly item: Texts | null }[];
}

/** All that the page of a part shows. */
export interface Part extends OwnPart {
  /** In the order of time. */
  readonly sessions: readonly PartSession[];
  readonly availability: {
    readonly windows: readonly { readonly startsAt: Date; readonly endsAt: Date }[];
    readonly version: number;
  };
  /** The last first. */
  readonly materials: readonly Material[];
  /** What one is still asked for. */
  readonly asked: readonly PartRequest[];
}

/** @throws {Refusal} NOT_FOUND without a part in the event */
export async function readPart(ctx: EventCtx): Promise<Part> {
  const own = await openPart(ctx);
  const { id, biography, mayPublish } = own.person;
  const draft = await currentDraft(ctx);
  const sessions = ownSessions(draft, id);
  const { windows = [], version = 0 } = draft.availability.get(id) ?? {};
  return {
    ...own,
    sessions: sessions.map((session) => withPlaces(session, draft)),
    availability: { windows, version },
    materials: await listMaterials(ctx, id, mostMaterials),
    asked: askedOf(sessions, {
      hasBiography: biography !== null,
      hasPhotograph: own.photograph !== null,
      mayPublish,
    }),
  };
}

function withPlaces({ session, appearances }: OwnSession, draft: Draft): PartSession {
  const items = new Map(session.items.map(({ id, title }) => [id, title]));
  return {
    session,
    room: draft.rooms.get(session.roomId ?? '')?.name ?? null,
    appearances: appearances.map((appearance) => ({
      appearance,
      item: items.get(appearance.itemId ?? '') ?? null,
    })),
  };
}
