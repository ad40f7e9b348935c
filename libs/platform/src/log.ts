import { pino, type Logger } from 'pino';
import type { Settings } from './settings/settings.js';

export type { Logger };

/**
 * The process's log: one JSON object a line. Personal data never goes into it: log ids, codes and counts.
 */
export function createLog(process: string, level: Settings['logLevel']): Logger {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  });
}
