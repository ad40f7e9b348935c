import type { TestBench } from '../services.js';
import type { Opening, Scene } from './scenes.js';

/** What a field of text takes. */
export interface TextField {
  readonly longest: number;
  readonly shortest: number;
  readonly lines: boolean;
  /** What a refusal calls it, where that is not its place in the input. */
  readonly told?: string;
}

export const line = (longest: number): TextField => ({ longest, shortest: 1, lines: false });
export const lines = (longest: number): TextField => ({ longest, shortest: 1, lines: true });
export const reason: TextField = { longest: 500, shortest: 3, lines: false };

/** How a mutation succeeds. */
export interface Deed {
  readonly open: Opening;
  /** What it needs besides texts and samples of what the schema asks for. */
  readonly input: (scene: Scene) => Promise<object>;
  /** What a repeat says otherwise, besides the version. */
  readonly again?: (scene: Scene) => Promise<object>;
  /** Each call does something new, so that there is no repeat. */
  readonly isNewEachTime?: true;
  /** Nobody follows what it changes. */
  readonly isFollowedByNobody?: true;
  /** The texts it takes, by their place in the input. */
  readonly texts?: Readonly<Record<string, TextField>>;
  /** What the texts stand in afterwards, in the same places. */
  readonly stored?: (scene: Scene) => Promise<unknown>;
}

/** Where mails and messages go. */
export interface Elsewhere {
  readonly receiverUrl: string;
}

/** The event in which work is made: the same in each database, so that these can be compared. */
export const meeting = { slug: 'meeting', title: { en: 'Meeting' } };

/** Makes real work of a kind: there is something to do, and it is asked for or due. */
export type MakeWork = (bench: TestBench, elsewhere: Elsewhere) => Promise<void>;

/** What a noun brings to the tests that look at all of them. */
export interface NounTests {
  /** Every mutation of its own, by name. */
  readonly mutations?: Readonly<Record<string, Deed>>;
  /** Every kind of work of its own, by the name of the job. */
  readonly work?: Readonly<Record<string, MakeWork>>;
  /**
   * What its migrations promise beyond keys and references, each with an attempt to break it; `$event`, `$session` … stand
   * for ids of real rows.
   */
  readonly constraints?: readonly (readonly [constraint: string, sql: string])[];
  /**
   * Each column of its own that holds JSON, with how a later program reads it: by its `format`, as `texts`, or in words why
   * it needs none.
   */
  readonly json?: Readonly<Record<string, string>>;
  /**
   * Every page of its own that everybody may ask for, with what it holds of sessions and the people in them: nothing, or as
   * the matrix of `visibility.spec.ts` writes it.
   */
  readonly pages?: Readonly<Record<string, string>>;
}
