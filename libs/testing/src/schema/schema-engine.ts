import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const schemaFolder = fileURLToPath(new URL('../../../../prisma/schema', import.meta.url));

/** PostgreSQL's internal type "char", which Prisma's adapter does not know but the engine reads in catalogues. */
const internalChar = 18;
const textType = 25;

interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

function schemaFiles(): SchemaFile[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    }));
}

/**
 * The SQL that leads from the database, as it is, to the Prisma schema; empty text if nothing does. Prisma's own
 * engine finds it, in the WebAssembly build that npm has. It does not see constraints, indexes and triggers that
 * the schema can't express: see `readCatalogue`.
 */
export async function sqlFromDatabaseToSchema(databaseUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const files = schemaFiles();
    const engine = await startEngine(files, pool);
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: schemaFolder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } finally {
    await pool.end();
  }
}

async function startEngine(files: SchemaFile[], pool: pg.Pool) {
  // The engine looks for this when it panics.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } });
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const binary = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, {
    './schema_engine_bg.js': { ...engineModule },
  });
  engineModule.__wbg_set_wasm(instance.exports);
  const begin = instance.exports['__wbindgen_start'];
  if (typeof begin === 'function') Reflect.apply(begin, undefined, []);
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory(pool));
  return engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** Prisma's adapter with two cures: scripts go out whole (it cuts them at every `;`), and "char" is known. */
function factory(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (): Promise<SqlDriverAdapter> => {
    let charColumns: number[] = [];
    const adapter = await new PrismaPg(
      new Proxy(pool, {
        get(target, name) {
          if (name !== 'query') {
            const value: unknown = Reflect.get(target, name);
            if (typeof value !== 'function') return value;
            const bound: unknown = value.bind(target);
            return bound;
          }
          return async (config: pg.QueryArrayConfig) => {
            const result = await target.query(config);
            charColumns = result.fields.flatMap(({ dataTypeID }, index) =>
              dataTypeID === internalChar ? [index] : [],
            );
            const fields = result.fields.map((field) =>
              field.dataTypeID === internalChar ? { ...field, dataTypeID: textType } : field,
            );
            return { ...result, fields };
          };
        },
      }),
    ).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const isChar = new Set(charColumns);
      const columnTypes = result.columnTypes.map((type, index) =>
        isChar.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect, connectToShadowDb: connect };
}
