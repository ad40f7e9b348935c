import { createServer } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost, Query, Resolver } from '@nestjs/graphql';
import { createHandler } from 'graphql-http/lib/use/http';

// The peer: a code-first NestJS application with one resolver, on the leanest server there is.
class SchemaOnly extends AbstractGraphQLDriver {
  override async start(): Promise<void> {
    // Nothing to start.
  }
  override async stop(): Promise<void> {
    // Nothing to stop.
  }
}

@Resolver()
class Hello {
  @Query(() => String)
  hello(): string {
    return 'hello';
  }
}

@Module({
  imports: [GraphQLModule.forRoot({ driver: SchemaOnly, autoSchemaFile: true })],
  providers: [Hello],
})
class BareModule {}

const app = await NestFactory.createApplicationContext(BareModule, { logger: false });
const { schema } = app.get(GraphQLSchemaHost, { strict: false });
const handler = createHandler({ schema });
const server = createServer((request, response) => {
  void handler(request, response);
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  process.stdout.write('ready\n');
});
