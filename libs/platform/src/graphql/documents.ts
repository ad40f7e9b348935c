import {
  NoSchemaIntrospectionCustomRule,
  execute,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.js';
import { Refusal } from '../errors.js';
import type { Metrics } from '../metrics/metrics.js';
import { DocumentCache } from './document-cache.js';
import { exceededLimits, maxTokens } from './limits.js';

/** One that comes less often is not worth compiling. */
const runsUntilCompiled = 5;
/** What is said of one document: who sends nonsense is not told all of it. */
const maxErrors = 5;
/** What is said of one operation: a list of thousands may be wrong in each of its items. */
const maxProblems = 50;
/**
 * Documents that one caller may have refused in a minute. A client that works sends none; looking at each takes the time
 * of all others. What is known is answered all the same, for strangers of a whole hall may have one address.
 */
const refusals = { most: 300, ms: 60_000, callers: 10_000 } as const;

interface Known {
  readonly document: DocumentNode;
  runs: number;
  /** Per operation; null for one that does not compile, which plain execution words better. */
  readonly compiled: Map<string | null, CompiledQuery | null>;
}

/**
 * Parses, validates and executes documents. One that comes again is not parsed or validated again, and from the
 * fifth time on it is compiled; who sends ever new documents fills only a bounded cache. What is refused is not kept.
 */
export class Documents {
  private readonly kept = new DocumentCache<Known>();
  private readonly byDocument = new WeakMap<DocumentNode, Known>();
  /** How many were refused, by caller, since the first of them. */
  private readonly refused = new LRUCache<string, number>({
    max: refusals.callers,
    ttl: refusals.ms,
    noUpdateTTL: true,
  });
  private readonly rules;

  constructor(
    private readonly schema: GraphQLSchema,
    introspection: boolean,
    private readonly counter: Metrics['documents'],
    private readonly timeLimitMs = 20_000,
  ) {
    this.rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  /**
   * The document, parsed and valid, or what is wrong with it.
   * @param caller who sends it: after many refusals they are heard only in what is known
   */
  read(source: string, caller: Caller): DocumentNode | readonly GraphQLError[] {
    const known = this.kept.find(source, caller);
    this.counter.inc({ document: known === null ? 'new' : 'known' });
    if (known !== null) return known.document;
    const count = this.refused.get(caller.key) ?? 0;
    if (count >= refusals.most) return [tooManyRefused()];
    const document = this.judge(source);
    if (!('kind' in document)) {
      this.refused.set(caller.key, count + 1);
      return document;
    }
    const added: Known = { document, runs: 0, compiled: new Map() };
    this.kept.add(source, added, caller);
    this.byDocument.set(document, added);
    return document;
  }

  private judge(source: string): DocumentNode | readonly GraphQLError[] {
    const document = parseDocument(source);
    if (document instanceof GraphQLError) return [document];
    const exceeded = exceededLimits(this.schema, document);
    if (exceeded.length > 0) return exceeded;
    const problems = validate(this.schema, document, this.rules, { maxErrors, hideSuggestions: true });
    return problems.length > 0 ? problems : document;
  }

  /** Ends with an error after `timeLimitMs`; what the operation still waits for, the database ends soon after. */
  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ExecutionResult>((resolve) => {
      timer = setTimeout(() => {
        resolve({ errors: [tooLate()] });
      }, this.timeLimitMs);
    });
    try {
      return readable(await Promise.race([this.run(args), late]));
    } finally {
      clearTimeout(timer);
    }
  }

  private async run(args: ExecutionArgs): Promise<ExecutionResult> {
    const operation = args.operationName ?? null;
    const known = this.byDocument.get(args.document);
    if (known === undefined || ++known.runs < runsUntilCompiled)
      return execute({ ...args, hideSuggestions: true });
    if (!known.compiled.has(operation)) {
      const compiled = compileQuery(this.schema, known.document, operation ?? undefined);
      known.compiled.set(operation, isCompiledQuery(compiled) ? compiled : null);
    }
    const compiled = known.compiled.get(operation) ?? null;
    return compiled === null
      ? execute({ ...args, hideSuggestions: true })
      : compiled.query(args.rootValue, args.contextValue, args.variableValues);
  }
}

function parseDocument(source: string): DocumentNode | GraphQLError {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    // The parser goes down with the document, and the stack may end before the tokens do.
    if (error instanceof RangeError) return new GraphQLError('The document is nested too deeply.');
    throw error;
  }
}

function readable(result: ExecutionResult): ExecutionResult {
  const { errors = [], data } = result;
  // Beside data each error says why something is null.
  if (data !== undefined || errors.length <= maxProblems) return result;
  const more = new GraphQLError(`And ${String(errors.length - maxProblems)} more errors.`, {
    extensions: { code: 'BAD_INPUT' },
  });
  return { ...result, errors: [...errors.slice(0, maxProblems), more] };
}

function tooManyRefused(): GraphQLError {
  return new GraphQLError('Too many documents from here were refused. Please wait a minute.', {
    extensions: { code: 'RATE_LIMITED', retryAfter: refusals.ms / 1_000 },
  });
}

function tooLate(): GraphQLError {
  const refusal = new Refusal('UNAVAILABLE', 'This took too long. Please try again, or ask for less.');
  return new GraphQLError(refusal.message, { originalError: refusal });
}
