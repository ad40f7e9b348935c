// Lints texts as if they stood in files of the project: [[file, text], …] on stdin, the broken rules of each on stdout.
import { ESLint } from 'eslint';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const eslint = new ESLint({ cwd: new URL('../..', import.meta.url).pathname });
const broken = [];
for (const [filePath, text] of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const [result] = await eslint.lintText(text, { filePath });
  broken.push([...new Set(result.messages.map(({ ruleId }) => ruleId))]);
}
process.stdout.write(JSON.stringify(broken));
