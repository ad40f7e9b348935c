import { createReadStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findEventsBySlug } from '@plenary/event';
import {
  approveEdition,
  draftMinutes,
  findPublishedFile,
  importTranscript,
  publishEdition,
} from '@plenary/minutes';
import { minutesNoun } from '@plenary/minutes/noun';
import { createCtx, enterEvent, type EventCtx } from '@plenary/platform';
import { closeServices } from '@plenary/platform/services';
import { receiveUpload } from '@plenary/platform/storage';
import type { JobHandler } from '@plenary/platform/queue';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';
import { startChild } from '@plenary/testing';
import { unpackedChromium } from '@plenary/testing/browser';
import { chromium as playwright } from 'playwright-core';
import { contest, type Row } from './harness.js';
import { environmentOf, servicesOn } from './installation.js';

const rounds = 7;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const real = join(root, '../shared/data/symposium-2023/transcript.vtt');

/** What is published: the real minutes where their transcript is at hand, else the demonstration's. */
function source() {
  if (existsSync(real)) {
    return {
      slug: 'symposium-2023',
      file: join(root, 'apps/plenary/examples/symposium-2023.json'),
      vtt: real,
    };
  }
  process.stderr.write('The transcript of 2023 is not at hand: the demonstration is published instead.\n');
  const demo = join(root, 'apps/plenary/src/demo/ipss-2023');
  return { slug: 'ipss-2023', file: `${demo}.json`, vtt: `${demo}.vtt` };
}

/** A publication, warm, from the job taken up to the edition seen, against Chromium that loads and prints its page. */
export async function publicationRow(databaseUrl: string, folder: string): Promise<Row> {
  const { slug, file, vtt } = source();
  for (const args of [
    ['import-event', file],
    ['release-program', slug],
  ]) {
    const command = join(root, 'apps/plenary/dist/command-line.js');
    const child = startChild(process.execPath, [command, ...args], {
      env: environmentOf(databaseUrl, folder),
    });
    if ((await child.ended) !== 0) throw new Error(child.output());
  }
  const services = servicesOn(databaseUrl, folder, 'bench');
  await services.live.start();
  const ctx = createCtx(services, { kind: 'operator' }, 'bench');
  const [found] = await findEventsBySlug(ctx, [slug]);
  if (found === undefined) throw new Error(`No event ${slug}`);
  const inEvent = enterEvent(ctx, found.event);
  const upload = await receiveUpload(inEvent, 'transcript', 'text/vtt', createReadStream(vtt));
  await importTranscript(inEvent, { uploadId: upload.id, language: 'en', startsAt: null, session: null });

  let finished: (milliseconds: number) => void = () => undefined;
  const timed: JobHandler[] = minutesNoun.handlers.map((handler) => ({
    type: handler.type,
    async run(jobCtx, payload, run) {
      const started = performance.now();
      await handler.run(jobCtx, payload, run);
      finished(performance.now() - started);
    },
  }));
  const dispatcher = new Dispatcher(
    services,
    databaseUrl,
    timed.map(({ type }) => type),
  );
  const runner = new JobRunner(services, databaseUrl, timed);
  dispatcher.start();
  runner.start();
  const publish = async (): Promise<number> => {
    const took = new Promise<number>((resolve) => {
      finished = resolve;
    });
    await askForNextEdition(inEvent);
    return took;
  };
  await publish();
  await publish();

  const page = (await findPublishedFile(inEvent, 'en', null, 'minutes.html'))?.body ?? Buffer.from('');
  const htmlFile = join(folder, 'minutes.html');
  writeFileSync(htmlFile, page);
  const browser = await playwright.launch({
    executablePath: unpackedChromium(),
    args: ['--no-sandbox'],
  });
  const tab = await browser.newPage();
  const print = async (): Promise<number> => {
    const started = performance.now();
    await tab.goto(pathToFileURL(htmlFile).href);
    await tab.pdf({ format: 'A4', tagged: true });
    return performance.now() - started;
  };
  await print();
  await print();
  const row = await contest({
    name: `publication of ${slug}, warm`,
    unit: 'ms',
    against: 'Chromium loads and prints its page',
    ours: publish,
    theirs: print,
    rounds,
    target: { most: 1 },
  });
  await browser.close();
  await dispatcher.stop();
  await runner.stop(1_000);
  await closeServices(services);
  return row;
}

async function askForNextEdition(ctx: EventCtx): Promise<void> {
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const { id: editionId, version } = edition;
  const approved = await approveEdition(ctx, { editionId, version, reason: 'a benchmark', waiveAll: null });
  await publishEdition(ctx, { editionId, version: approved.version });
}
