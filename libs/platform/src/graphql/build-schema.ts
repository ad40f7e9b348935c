import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { AccessGuard } from './access.guard.js';
import { Declarations, type Declaration } from './declarations.js';

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
  static of(resolvers: readonly Type[]): DynamicModule {
    return {
      module: SchemaModule,
      imports: [
        DiscoveryModule,
        GraphQLModule.forRoot({
          driver: SchemaOnlyDriver,
          autoSchemaFile: true,
          sortSchema: true,
          fieldResolverEnhancers: ['guards'],
        }),
      ],
      providers: [...resolvers, Declarations, { provide: APP_GUARD, useClass: AccessGuard }],
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
export async function buildSchema(resolvers: readonly Type[]): Promise<BuiltSchema> {
  const app = await NestFactory.createApplicationContext(SchemaModule.of(resolvers), {
    // What resolvers throw is logged once, by `presentError`; Nest would print refusals with their stack.
    logger: false,
    abortOnError: false,
  });
  return {
    schema: app.get(GraphQLSchemaHost, { strict: false }).schema,
    declarations: app.get(Declarations).all(),
    app,
  };
}
