import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { isInputObjectType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';
import { bindHandler, bindStates } from './bind-handler.js';
import { DateTimeScalar } from './date-time.scalar.js';
import { findHandlers, type Declaration, type Handler } from './declarations.js';

/** Nest makes the schema; our own handlers serve it over HTTP and WebSocket. */
class SchemaOnlyDriver extends AbstractGraphQLDriver {
  override async start(): Promise<void> {
    // Nothing to start: see `graphqlOverHttp` and `graphqlOverWebSocket`.
  }

  override async stop(): Promise<void> {
    // Nothing to stop.
  }
}

@Module({})
class SchemaModule {
  static of(resolvers: readonly Type<object>[]): DynamicModule {
    return {
      module: SchemaModule,
      imports: [
        GraphQLModule.forRoot({
          driver: SchemaOnlyDriver,
          autoSchemaFile: true,
          sortSchema: true,
        }),
      ],
      providers: [...resolvers, DateTimeScalar],
    };
  }
}

export interface BuiltSchema {
  readonly schema: GraphQLSchema;
  readonly declarations: readonly Declaration[];
  readonly app: INestApplicationContext;
}

/**
 * The schema of these resolvers.
 * @throws {Error} naming every resolver that does not declare who may use it
 */
export async function buildSchema(resolvers: readonly Type<object>[]): Promise<BuiltSchema> {
  const declarations = findHandlers(resolvers);
  const app = await NestFactory.createApplicationContext(SchemaModule.of(resolvers), {
    logger: false,
    abortOnError: false,
  });
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  refuseDeadDefaults(schema);
  bindAll(schema, declarations, app);
  return { schema, declarations, app };
}

/**
 * A field of an input that must not be null has no default: compiled documents would refuse who leaves it out, for
 * graphql-jit fills in the defaults of optional fields alone.
 * @throws {Error} naming each
 */
function refuseDeadDefaults(schema: GraphQLSchema): void {
  const dead = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.defaultValue !== undefined && isNonNullType(field.type))
        .map((field) => `${type.name}.${field.name}`),
    );
  if (dead.length > 0)
    throw new Error(`Make ${dead.join(', ')} nullable: its default would not be filled in.`);
}

/** Puts our own way to each resolver in the place of Nest's, and leaves no other way in. */
function bindAll(schema: GraphQLSchema, handlers: readonly Handler[], app: INestApplicationContext): void {
  const bound = new Map(
    handlers.map((handler) => [
      `${handler.type}.${handler.field}`,
      {
        handler,
        resolve: bindHandler(handler, app.get<object>(handler.resolver, { strict: false })),
      },
    ]),
  );
  const roots = new Set<unknown>([
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const own = bound.get(`${type.name}.${field.name}`);
      if (own === undefined && roots.has(type))
        throw new Error(`${type.name}.${field.name} has no method of its own class.`);
      // Without a method it is a property, which GraphQL reads itself, several times as fast as by Nest's function.
      if (type !== schema.getSubscriptionType()) field.resolve = own?.resolve;
      else if (own !== undefined) {
        field.subscribe = own.resolve;
        field.resolve = bindStates(own.handler);
      }
    }
  }
}
