// The command line, loaded once for many calls of which only the outcome matters: see `CommandLine`.
import { run } from '../dist/commands/run.js';

const streams = ['stdout', 'stderr'];
const own = { ...process.env };
let written = {};
for (const name of streams)
  process[name].write = (text) => {
    written[name] += text.toString();
    return true;
  };

process.on('message', async ({ args, env, cwd }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, own, env);
  process.chdir(cwd);
  written = Object.fromEntries(streams.map((name) => [name, '']));
  const status = await run(args);
  process.send({ status, ...written });
});
process.send('ready');
