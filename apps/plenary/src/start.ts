import { describeFailure } from '@plenary/platform';
import { loadSettingTexts, parseSettings } from '@plenary/platform/settings';
import { launch, type Launched } from './launcher/launch.js';

let ending = false;

function fail(error: unknown): never {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}

/** The first signal stops everything, once the start is through; further ones change nothing. */
function endOnSignals(launched: Promise<Launched>): void {
  const end = (signal: NodeJS.Signals): void => {
    if (ending) return;
    ending = true;
    // Who presses Ctrl-C waits for it; a service manager may have started another already.
    launched.then((running) => running.stop(signal === 'SIGTERM')).then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function start(): Promise<Launched> {
  const texts = loadSettingTexts(process.cwd(), process.env);
  return launch(texts, parseSettings(texts, process.cwd()));
}

const launched = start();
endOnSignals(launched);
launched.then(({ greeting }) => {
  if (!ending) process.stdout.write(`${greeting}\n`);
}, fail);
