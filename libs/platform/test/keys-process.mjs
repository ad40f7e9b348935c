// Loads the keys of many fresh installations below a folder, and writes one line each: started by keys.spec.ts.
import { join } from 'node:path';
import { keyTexts, loadKeys } from '@plenary/platform';

const [folder, count] = process.argv.slice(2);
for (let number = 0; number < Number(count); number += 1) {
  const dataDir = join(folder, String(number));
  const { secret, signing } = keyTexts(loadKeys({ secretKey: null, signingKey: null, dataDir }));
  process.stdout.write(`${secret} ${signing}\n`);
}
