import { Disk } from 'flydrive';
import { z } from 'zod';
import { away } from './failures.js';
import type { StorageLocation } from './storage.js';

type Remote = Extract<StorageLocation, { kind: 's3' }>;

export async function connect(
  { bucket, endpoint, region, accessKey, secretKey }: Remote,
  silenceMs: number,
): Promise<Disk> {
  // Amazon's client is large: only those who use it load it.
  const [{ S3Driver }, { S3Client }] = await Promise.all([
    import('flydrive/drivers/s3'),
    import('@aws-sdk/client-s3'),
  ]);
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: endpoint !== null,
    // Not every compatible server knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: silenceMs },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      // Amazon's client takes any status below 300 for a success.
      if ((answered.safeParse(answer.response).data?.statusCode ?? 0) < 200) throw away();
      return answer;
    },
    { step: 'deserialize', priority: 'low' },
  );
  // Not every compatible server knows access lists; the bucket's own rules hold.
  return new Disk(new S3Driver({ client, bucket, supportsACL: false, visibility: 'private' }));
}

const answered = z.object({ statusCode: z.number() });
