import { describeFailure } from '@plenary/platform';
import { loadSettingTexts, parseSettings } from '@plenary/platform/settings';
import { launch, type Launched } from './launcher/launch.js';

const ending = new AbortController();

function fail(error: unknown): never {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}

/** The first signal stops everything, once the start is through or given up; further ones change nothing. */
function endOnSignals(launched: Promise<Launched>): void {
  const end = (signal: NodeJS.Signals): void => {
    if (ending.signal.aborted) return;
    ending.abort();
    launched
      .then(
        // Who presses Ctrl-C waits for it; a service manager may have started another already.
        (running) => running.stop(signal === 'SIGTERM'),
        (error: unknown) => {
          if (error !== ending.signal.reason) throw error;
        },
      )
      .then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function start(): Promise<Launched> {
  const texts = loadSettingTexts(process.cwd(), process.env);
  return launch(texts, parseSettings(texts, process.cwd()), ending.signal);
}

const { promise: launched, resolve } = Promise.withResolvers<Launched>();
// Before anything is begun that would have to be taken back.
endOnSignals(launched);
resolve(start());
launched.then(
  ({ greeting }) => {
    if (!ending.signal.aborted) process.stdout.write(`${greeting}\n`);
  },
  (error: unknown) => {
    if (!ending.signal.aborted) fail(error);
  },
);
