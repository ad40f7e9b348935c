import {
  asOrganiser,
  before,
  inEvent,
  keynote,
  line,
  lines,
  none,
  ofEvent,
  once,
  smith,
  withOne,
  type NounTests,
  type Scene,
} from '@plenary/testing/api';
import { z } from 'zod';

const row = z.object({ id: z.string(), version: z.int() });

async function question(scene: Scene, channel: 'ROOM' | 'ONLINE') {
  const asked = {
    ...once(),
    sessionId: (await keynote(scene)).id,
    channel,
    text: 'Why?',
    language: 'en',
    displayPolicy: 'NAME',
    askerName: 'Somebody',
  };
  const { id, version } = row.parse(await before(scene, 'submitQuestion', asked, '{ id version }'));
  return { questionId: id, version };
}

export default {
  mutations: {
    submitQuestion: {
      texts: { text: lines(1_000), askerName: line(100), askerAffiliation: line(200) },
      open: asOrganiser,
      input: async (scene) => ({ ...once(), sessionId: (await keynote(scene)).id }),
      stored: async (scene) => {
        const { text, asker } = await scene.ctx.db.question.findFirstOrThrow({
          ...ofEvent(scene),
          include: { asker: true },
        });
        return { text, askerName: asker.name, askerAffiliation: asker.affiliation };
      },
    },
    approveQuestion: { open: inEvent, input: (scene) => question(scene, 'ONLINE') },
    queueQuestion: {
      open: inEvent,
      async input(scene) {
        const seen = await question(scene, 'ONLINE');
        const approved = await before(scene, 'approveQuestion', seen, '{ id version }');
        return { ...seen, version: row.parse(approved).version };
      },
    },
    putOnStage: { open: asOrganiser, input: (scene) => question(scene, 'ROOM') },
    recordAnswer: {
      open: withOne(none),
      async input(scene) {
        const { questionId } = await question(scene, 'ROOM');
        const where = { eventId_id: { eventId: scene.ctx.event.id, id: questionId } };
        await scene.ctx.db.question.update({ where, data: { state: 'ASKED', askedOrder: 100 } });
        const { version } = await scene.ctx.db.question.findUniqueOrThrow({ where });
        return { questionId, version, personId: (await smith(scene)).id };
      },
    },
  },
  constraints: [
    ['Question_number_positive', `UPDATE "Question" SET number = 0 WHERE id = $question`],
    [
      'Question_supplementary_has_no_number',
      `UPDATE "Question" SET "supplementaryToId" = $other, number = 7 WHERE id = $question`,
    ],
    ['Question_asked_has_an_order', `UPDATE "Question" SET "askedOrder" = NULL WHERE id = $question`],
    [
      'Question_follows_another',
      `UPDATE "Question" SET "supplementaryToId" = id, number = NULL WHERE id = $question`,
    ],
    ['Question_one_on_stage', `UPDATE "Question" SET state = 'ASKED' WHERE "eventId" = $event`],
  ],
} satisfies NounTests;
