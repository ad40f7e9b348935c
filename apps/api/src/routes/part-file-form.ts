import type { EventCtx } from '@plenary/platform';
import { Refusal } from '@plenary/platform';
import type { FastifyRequest } from 'fastify';
import { receiveFile } from '../receive-file.js';

/** No file is larger; what is beyond is refused for its length, and not read. */
const limits = { files: 1, fields: 20, fieldSize: 10_000, fileSize: 60_000_000, parts: 21 } as const;

interface FileForm {
  /** Its fields; where a file came, its upload as `uploadId`. */
  readonly values: Readonly<Record<string, string>>;
  /** Why the file was not taken; null where it was, or none came. */
  readonly refusal: Refusal | null;
}

/** Reads a form with a file, which stands behind its other fields. All of it is read, so that the browser hears the answer. */
export async function readFileForm(ctx: EventCtx, request: FastifyRequest): Promise<FileForm> {
  const values: Record<string, string> = {};
  let refusal: Refusal | null = null;
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') values[part.fieldname] = part.value;
      continue;
    }
    // A field of a file that nobody chose comes with an empty name.
    if (part.filename !== '') {
      const purpose = values['form'] === 'photograph' ? 'photograph' : 'material';
      try {
        values['uploadId'] = (await receiveFile(ctx, request, purpose, part.mimetype, part.file, null)).id;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusal = error;
      }
    }
    part.file.resume();
  }
  return { values, refusal };
}
