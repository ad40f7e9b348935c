import {
  NoSchemaIntrospectionCustomRule,
  execute,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** Lexical tokens in one document. */
const maxTokens = 2_000;
/** Documents kept parsed and validated. */
const kept = 500;

interface Known {
  readonly document: DocumentNode;
  problems: readonly GraphQLError[] | null;
  runs: number;
  /** Per operation; null for one that does not compile, which plain execution words better. */
  readonly compiled: Map<string | null, CompiledQuery | null>;
}

/**
 * Parses, validates and executes documents. One that comes again is not parsed or validated again, and from the
 * second time on it is compiled; who sends ever new documents fills only a bounded cache.
 */
export class Documents {
  private readonly bySource = new LRUCache<string, Known>({ max: kept });
  private readonly byDocument = new WeakMap<DocumentNode, Known>();
  private readonly rules;

  constructor(
    private readonly schema: GraphQLSchema,
    introspection: boolean,
  ) {
    this.rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  /** @throws {GraphQLError} for a syntax error or a document that is too long */
  parse(source: string): DocumentNode {
    const known = this.bySource.get(source);
    if (known !== undefined) return known.document;
    const document = parse(source, { maxTokens });
    const added: Known = { document, problems: null, runs: 0, compiled: new Map() };
    this.bySource.set(source, added);
    this.byDocument.set(document, added);
    return document;
  }

  validate(document: DocumentNode): readonly GraphQLError[] {
    const known = this.byDocument.get(document);
    if (known === undefined) return validate(this.schema, document, this.rules);
    known.problems ??= validate(this.schema, document, this.rules);
    return known.problems;
  }

  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const operation = args.operationName ?? null;
    const known = this.byDocument.get(args.document);
    if (known === undefined || ++known.runs < 2) return execute(args);
    if (!known.compiled.has(operation)) {
      const compiled = compileQuery(this.schema, known.document, operation ?? undefined);
      known.compiled.set(operation, isCompiledQuery(compiled) ? compiled : null);
    }
    const compiled = known.compiled.get(operation) ?? null;
    return compiled === null
      ? execute(args)
      : compiled.query(args.rootValue, args.contextValue, args.variableValues);
  }
}
