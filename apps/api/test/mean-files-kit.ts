import { randomUUID } from 'node:crypto';
import {
  aPerson,
  aReleasedEvent,
  signedIn,
  startApiProcess,
  type ApiProcess,
  type TestBench,
} from '@plenary/testing';
import { aPart, headersOf } from '@plenary/testing/api';
import { z } from 'zod';
import { mediaTypes, type MeanFile } from './mean-files.js';

/** Sends files to an API, and has them used for what they are. */
export interface Sender {
  readonly api: ApiProcess;
  /** @returns what is said against the file; null where nothing is */
  send(file: MeanFile): Promise<string | null>;
}

const purposes = {
  csv: 'program',
  xlsx: 'program',
  json: 'program',
  xml: 'program',
  vtt: 'transcript',
} as const;
const uploaded = z.object({ id: z.string().optional() });
const answer = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

export async function startSender(bench: TestBench): Promise<Sender> {
  const ctx = await aReleasedEvent(bench.operator, { people: [aPerson('smith'), aPerson('tanaka')] });
  const [editor, speaker] = [await signedIn(bench, 'ORGANISER', ctx), await aPart(ctx)];
  const api = await startApiProcess(bench);
  const { id: sessionId } = await ctx.db.session.findFirstOrThrow({
    where: { eventId: ctx.event.id, appearances: { some: { person: { key: 'smith' } } } },
    select: { id: true },
  });
  /** What is said by an answer's first error; null for an answer without. */
  const saidIn = (body: unknown): string | null => {
    const [error] = answer.parse(body).errors ?? [];
    if (error === undefined) return null;
    const { message, extensions } = error;
    return extensions.code === 'BAD_INPUT' ? message : `${extensions.code}: ${message}`;
  };
  const upload = async (purpose: string, { kind, content }: MeanFile, caller: string) => {
    const response = await fetch(`${api.url}/uploads?purpose=${purpose}`, {
      method: 'POST',
      headers: { ...headersOf(caller), 'content-type': mediaTypes[kind] },
      body: Buffer.from(content()),
    });
    const body: unknown = await response.json();
    return { said: saidIn(body), ...uploaded.parse(body) };
  };
  const use = async (name: string, fields: object, caller: string): Promise<string | null> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`;
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { ...headersOf(caller), 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables: { input: { event: ctx.event.slug, ...fields } } }),
    });
    return saidIn(await response.json());
  };
  return {
    api,
    async send(file) {
      const purpose = {
        ...purposes,
        docx: 'material',
        pptx: 'material',
        png: 'photograph',
        jpeg: 'photograph',
      }[file.kind];
      const caller = purpose === 'program' || purpose === 'transcript' ? editor : speaker;
      const sent = await upload(purpose, file, caller);
      if (sent.said !== null) return sent.said;
      const { id: uploadId } = sent;
      switch (purpose) {
        case 'program':
          return use('importProgram', { uploadId, dryRun: true }, caller);
        case 'transcript':
          return use('importTranscript', { uploadId, language: 'en' }, caller);
        case 'material':
          return use(
            'addMaterial',
            { uploadId, sessionId, kind: 'SLIDES', title: 'A', clientKey: randomUUID() },
            caller,
          );
        default: {
          const { version } = await ctx.db.person.findUniqueOrThrow({
            where: { eventId_key: { eventId: ctx.event.id, key: 'smith' } },
            select: { version: true },
          });
          return use('setPhotograph', { uploadId, version }, caller);
        }
      }
    },
  };
}
