import {
  GraphQLError,
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** What one document may ask for, its fragments unfolded wherever they are used. */
const limits = {
  /** Fields inside fields. */
  depth: 12,
  /** Fields, a repeated one each time. */
  fields: 400,
  aliases: 30,
  directives: 30,
  /** Fields of the answer: a list counts its `first`, or ten where it has none. */
  cost: 20_000,
} as const;

/** Lexical tokens of one document. */
export const maxTokens = 2_000;

/** Rows of one page, where a variable says how many. */
const largestPage = 100;

const assumedLength = 10;
/** Reading the whole schema is rare, and its answer is long. */
const introspectionCost = 2_000;

interface Measure {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
}

const nothing: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, cost: 0 };

/**
 * What is too much about a document, before anything else is looked at: the rules of GraphQL itself take longer the
 * more it repeats itself. Each fragment is measured once, however often it is used.
 */
export function exceededLimits(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const measured = new Meter(schema, document).measureDocument();
  return (Object.keys(limits) as (keyof typeof limits)[])
    .filter((kind) => measured[kind] > limits[kind])
    .map(
      (kind) => new GraphQLError(`The document asks for too much: its ${kind} pass ${String(limits[kind])}.`),
    );
}

class Meter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Measure>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  measureDocument(): Measure {
    let total = nothing;
    for (const node of this.document.definitions) {
      if (node.kind === Kind.OPERATION_DEFINITION) {
        const type = this.schema.getRootType(node.operation) ?? undefined;
        total = together(total, this.measure(node.selectionSet, type));
        total = together(total, { ...nothing, directives: node.directives?.length ?? 0 });
      } else if (node.kind === Kind.FRAGMENT_DEFINITION) {
        // One that nobody uses is refused later: it must not be costly until then.
        total = { ...total, depth: Math.max(total.depth, this.measureFragment(node.name.value).depth) };
      }
    }
    return total;
  }

  private measure(selections: SelectionSetNode, type: GraphQLNamedType | undefined): Measure {
    let total = nothing;
    for (const node of selections.selections) {
      const directives = node.directives?.length ?? 0;
      const inner =
        node.kind === Kind.FIELD
          ? this.measureField(node, type)
          : node.kind === Kind.FRAGMENT_SPREAD
            ? this.measureFragment(node.name.value)
            : this.measure(
                node.selectionSet,
                node.typeCondition === undefined ? type : this.schema.getType(node.typeCondition.name.value),
              );
      total = together(total, { ...inner, directives: inner.directives + directives });
    }
    return total;
  }

  private measureFragment(name: string): Measure {
    const known = this.measured.get(name);
    if (known !== undefined) return known;
    // A fragment inside itself counts nothing there; GraphQL's own rules refuse it.
    this.measured.set(name, nothing);
    const fragment = this.fragments.get(name);
    if (fragment === undefined) return nothing;
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const measured = this.measure(fragment.selectionSet, type);
    this.measured.set(name, measured);
    return measured;
  }

  private measureField(node: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    const aliases = node.alias === undefined ? 0 : 1;
    if (node.name.value === '__schema' || node.name.value === '__type') {
      // How deep it goes is GraphQL's own rule.
      return { ...nothing, fields: 1, aliases, cost: introspectionCost };
    }
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const named = field === undefined ? undefined : getNamedType(field.type);
    const inner =
      node.selectionSet === undefined
        ? nothing
        : this.measure(node.selectionSet, isCompositeType(named) ? named : undefined);
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + aliases,
      directives: inner.directives,
      cost: 1 + inner.cost * lengthOf(node, field),
    };
  }
}

/** How many rows the field may bring: a page as many as it is asked for, and the list inside it no more. */
function lengthOf(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  if (field === undefined || field.name === 'nodes') return 1;
  const page = field.args.find(({ name }) => name === 'first');
  if (page === undefined) return isListType(getNullableType(field.type)) ? assumedLength : 1;
  const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (first === undefined) return typeof page.defaultValue === 'number' ? page.defaultValue : largestPage;
  return first.kind === Kind.INT ? Math.max(Number(first.value), 1) : largestPage;
}

function together(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    cost: one.cost + other.cost,
  };
}
