import { z } from 'zod';
import type { SettingTexts } from '../settings/table.js';

/** What the launcher tells its children. */
export type LauncherMessage =
  | { readonly kind: 'start'; readonly settings: SettingTexts; readonly databaseUrl: string }
  /** `drain`: others may take over, and callers are to be let go without a failure. */
  | { readonly kind: 'stop'; readonly drain: boolean };

/** What a child tells its launcher; a failure's message is one line for people. */
export type ChildMessage = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly message: string };

export const launcherMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), settings: z.record(z.string(), z.string()), databaseUrl: z.string() }),
  z.object({ kind: z.literal('stop'), drain: z.boolean() }),
]);

export const childMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
