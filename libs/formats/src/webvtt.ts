import { createRequire } from 'node:module';
import { z } from 'zod';

/** One speaker's words in one cue. */
export interface VttCue {
  /** The cue's own id; empty if it has none. */
  readonly id: string;
  /** Milliseconds after the start of the recording. */
  readonly from: number;
  readonly to: number;
  /** What the `<v>` tag says; null for words without one. */
  readonly voice: string | null;
  readonly text: string;
}

/** What is wrong with a file, and where. */
export interface VttProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface VttFile {
  readonly cues: readonly VttCue[];
  /** Empty if every time in the file can be trusted. */
  readonly problems: readonly VttProblem[];
}

interface Parser {
  parse(text: string, mode: string): unknown;
}

/**
 * Faults of structure and time. Others are in the tags or settings of a cue: browsers show such a cue all the same,
 * and so do we.
 */
const grave =
  /signature|identifier|Blank line|Cannot have timestamp|separat|digits|seconds|minutes|trailing|No timestamp|0-9|^(?:Start|End) timestamp/;

const nodeSchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  value: z.union([z.string(), z.number()]).optional(),
  get children() {
    return z.array(nodeSchema).optional();
  },
});

type Node = z.output<typeof nodeSchema>;

const parsedSchema = z.object({
  cues: z.array(
    z.object({
      id: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      tree: z.object({ children: z.array(nodeSchema) }),
    }),
  ),
  errors: z.array(z.object({ message: z.string(), line: z.number(), col: z.number().optional() })),
});

/** Reads WebVTT (W3C) by the reference parser. Cue settings, styles and notes are left aside. */
export function readWebVtt(text: string): VttFile {
  const parsed = parsedSchema.parse(newParser().parse(text, 'metadata'));
  return {
    cues: parsed.cues.flatMap((cue) => {
      const times = {
        id: cue.id,
        from: Math.round(cue.startTime * 1_000),
        to: Math.round(cue.endTime * 1_000),
      };
      return voicesOf(cue.tree.children).map((part) => ({ ...times, ...part }));
    }),
    problems: parsed.errors
      .filter(({ message }) => grave.test(message))
      .map(({ message, line, col }) => ({ line, column: col ?? 1, message })),
  };
}

/** The library's own table lacks their semicolons, and so leaves these standing in the words. */
const entities = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&lrm;': '\u200E',
  '&rlm;': '\u200F',
  '&nbsp;': '\u00A0',
};

/** The library has neither an ES module nor types. */
function newParser(): Parser {
  const library = z
    .object({
      WebVTTParser: z.custom<new (entities: object) => Parser>((value) => typeof value === 'function'),
    })
    .parse(createRequire(import.meta.url)('webvtt-parser'));
  return new library.WebVTTParser(entities);
}

/** The words of a cue by voice, in order, with line breaks as spaces. */
function voicesOf(nodes: readonly Node[]): { voice: string | null; text: string }[] {
  const parts: { voice: string | null; text: string }[] = [];
  const visit = (node: Node, voice: string | null): void => {
    if (node.type === 'text') {
      const last = parts.at(-1);
      const words = String(node.value ?? '');
      if (last !== undefined && last.voice === voice) last.text += words;
      else parts.push({ voice, text: words });
      return;
    }
    const inner = node.name === 'v' ? String(node.value ?? '').trim() || null : voice;
    for (const child of node.children ?? []) visit(child, inner);
  };
  for (const node of nodes) visit(node, null);
  return parts
    .map(({ voice, text }) => ({ voice, text: text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}
