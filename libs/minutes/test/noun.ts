import { approveEdition, publishEdition, updateTurn } from '@plenary/minutes';
import { aReleasedEvent } from '@plenary/testing';
import {
  aDraft,
  inEvent,
  none,
  ofEvent,
  lines,
  meeting,
  reason,
  smith,
  upload,
  waiversOf,
  withOne,
  type NounTests,
  type Scene,
} from '@plenary/testing/api';
import { z } from 'zod';

/** Each a scene of its own: what is done to a draft is in the way of the next. */
const withDraft = () => withOne((ctx) => aDraft(ctx));
const withNobody = () => withOne((ctx) => aDraft(ctx, [['Nobody we know', 'Good morning.']]));
const turn = (scene: Scene) => scene.ctx.db.turn.findFirstOrThrow(ofEvent(scene));
const edition = (scene: Scene) => scene.ctx.db.edition.findFirstOrThrow(ofEvent(scene));

/** The edition in work, as a draft: an approved one is edited first. */
async function draft(scene: Scene) {
  if ((await edition(scene)).state === 'APPROVED') {
    const { id: turnId, version } = await turn(scene);
    await updateTurn(scene.ctx, { turnId, version, paragraphs: [`Good morning ${String(version)}.`] });
  }
  const { id: editionId, version } = await edition(scene);
  return { editionId, version };
}

const findings = z.object({
  event: z.object({ editions: z.array(z.object({ findings: z.array(z.object({ id: z.string() })) })) }),
});

/** The id of something that the checks find in the minutes. */
async function anyFinding({ api, ctx, caller }: Scene): Promise<string> {
  const document = 'query ($slug: String!) { event(slug: $slug) { editions { findings { id } } } }';
  const { data } = await api.graphql(document, { slug: ctx.event.slug }, caller);
  return findings.parse(data).event.editions[0]?.findings[0]?.id ?? '';
}

export default {
  mutations: {
    importTranscript: {
      open: inEvent,
      input: (scene) =>
        upload(
          scene,
          'transcript',
          'text/vtt',
          'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Colonel Smith>Hello.\n',
        ),
      isFollowedByNobody: true,
    },
    draftMinutes: { open: withDraft(), input: none, isNewEachTime: true },
    assignSpeaker: {
      open: withNobody(),
      input: async (scene) => ({ label: 'Nobody we know', personId: (await smith(scene)).id }),
    },
    updateTurn: {
      texts: { 'paragraphs[]': lines(20_000) },
      open: withDraft(),
      input: async (scene) => {
        const { id, version } = await turn(scene);
        return { turnId: id, version };
      },
      stored: turn,
    },
    waiveFinding: {
      texts: { reason },
      open: withNobody(),
      input: async (scene) => ({ ...(await draft(scene)), findingId: await anyFinding(scene) }),
      stored: async (scene) => waiversOf(await edition(scene))[0],
    },
    approveEdition: {
      texts: { reason },
      open: withDraft(),
      input: draft,
      stored: async (scene) => ({ reason: (await edition(scene)).approvalReason }),
    },
    publishEdition: {
      open: withDraft(),
      async input(scene) {
        const { id: editionId, version } = await edition(scene);
        const seen = { editionId, version, reason: 'a test', waiveAll: null };
        return { editionId, version: (await approveEdition(scene.ctx, seen)).version };
      },
    },
  },
  work: {
    'publish-minutes': async ({ operator }) => {
      const ctx = await aReleasedEvent(operator, { event: meeting });
      const { id: editionId, version } = await aDraft(ctx);
      const seen = { editionId, version, reason: 'a test', waiveAll: null };
      await publishEdition(ctx, { editionId, version: (await approveEdition(ctx, seen)).version });
    },
  },
  constraints: [
    ['Transcript_never_changed', `UPDATE "Transcript" SET language = 'ja' WHERE "eventId" = $event`],
    [
      'TranscriptLabel_person_has_one',
      `UPDATE "TranscriptLabel" SET "personId" = NULL WHERE "eventId" = $event AND kind = 'PERSON'`,
    ],
    ['Minutes_number_positive', `UPDATE "Minutes" SET number = 0 WHERE "eventId" = $event`],
    ['Edition_number_positive', `UPDATE "Edition" SET number = 0 WHERE id = $edition`],
    ['Edition_published_at_a_time', `UPDATE "Edition" SET state = 'PUBLISHED' WHERE id = $edition`],
    [
      'Edition_one_in_work',
      `INSERT INTO "Edition" SELECT "eventId", gen_random_uuid(), "minutesId", "transcriptId", language, 2, symbol, 'DRAFT', 1, now(), NULL, NULL, '[]', NULL FROM "Edition" WHERE id = $edition`,
    ],
    [
      'Edition_one_published',
      `INSERT INTO "Edition" SELECT "eventId", gen_random_uuid(), "minutesId", "transcriptId", language, n, symbol, 'PUBLISHED', 1, now(), NULL, NULL, '[]', now() FROM "Edition", generate_series(2, 3) n WHERE id = $edition`,
    ],
    ['Section_frozen', `DELETE FROM "Section" WHERE "editionId" = $edition`],
    ['Turn_frozen', `UPDATE "Turn" SET paragraphs = '{}' WHERE "editionId" = $edition`],
    [
      'Turn_position_positive',
      `UPDATE "Edition" SET state = 'DRAFT' WHERE id = $edition; UPDATE "Turn" SET position = 0 WHERE "editionId" = $edition AND position = 1`,
    ],
    [
      'Turn_cues_in_order',
      `UPDATE "Edition" SET state = 'DRAFT' WHERE id = $edition; UPDATE "Turn" SET "firstCue" = "lastCue" + 1 WHERE "editionId" = $edition`,
    ],
    [
      'Passage_of_a_question_or_an_answer',
      `INSERT INTO "Passage" ("eventId", id, "turnId") SELECT $event, gen_random_uuid(), id FROM "Turn" WHERE "editionId" = $edition LIMIT 1`,
    ],
    [
      'Publication_steps_within_total',
      `INSERT INTO "Publication" ("eventId", "editionId", "stepsTotal", "stepsDone") VALUES ($event, $edition, 2, 3)`,
    ],
    [
      'Artifact_bytes_not_negative',
      `INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', -1, repeat('0', 64), 'x')`,
    ],
    ['Artifact_sha256_form', `INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', 1, 'no hash', 'x')`],
    [
      'Artifact_frozen',
      `UPDATE "Edition" SET state = 'PUBLISHED', "publishedAt" = now() WHERE id = $edition; INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', 1, repeat('0', 64), 'x')`,
    ],
  ],
  json: {
    'Edition.waivers': 'format',
    'Transcript.cues': 'format',
  },
} satisfies NounTests;
