import type { EventEmitter } from "node:events";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import type { MigrationFile } from "./migration-files.ts";
import { readMigrations } from "./migration-files.ts";
import type { SchemaFile } from "./schema-files.ts";
import { readSchemaFiles } from "./schema-files.ts";

/** The part of Prisma's migration engine (WebAssembly, a development dependency) that we use. */
interface SchemaEngine {
  diff(params: unknown): Promise<{ readonly stdout: string | null }>;
}

interface Bindings {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  readonly SchemaEngine: {
    new: (options: unknown, log: () => void, adapter: unknown) => Promise<SchemaEngine>;
  };
}

/**
 * The SQL that leads from the migrations on disk to prisma/schema/; empty when they agree.
 * Runs the migrations on a scratch database that it creates beside the given one and drops again.
 *
 * @param url Database whose user may create databases; itself left untouched.
 * @param prismaFolder Folder of schema/ and migrations/.
 */
export async function pendingMigration(url: string, prismaFolder: string): Promise<string> {
  const files = readSchemaFiles(prismaFolder);
  const folder = join(prismaFolder, "migrations");
  const from = { tag: "migrations", ...migrationList(folder, readMigrations(folder)) };
  const engine = await loadEngine(url, files);
  const filters = { externalTables: [], externalEnums: [] };
  const to = { tag: "schemaDatamodel", files };
  const params = { from, to, script: true, exitCode: null, shadowDatabaseUrl: null, filters };
  const script = (await engine.diff(params)).stdout?.trim() ?? "";
  return /^-- This is an empty migration\.?$/.test(script) ? "" : script;
}

function migrationList(folder: string, migrations: readonly MigrationFile[]): object {
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

async function loadEngine(url: string, files: readonly SchemaFile[]): Promise<SchemaEngine> {
  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as Bindings;
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const imports = { "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports };
  const wasm = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, ".wasm")), imports);
  bindings.__wbg_set_wasm(wasm.instance.exports);
  (wasm.instance.exports["__wbindgen_start"] as () => void)();
  const datamodels = files.map(({ path, content }) => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(url));
  return bindings.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** Prisma's adapter with its shadow database on a URL of its own; the stock one may pick the main database. */
function migrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const connect = () => openAdapter(url, async () => undefined);
  const connectToShadowDb = async () => {
    const name = `shadow_${randomUUID().replaceAll("-", "")}`;
    await runOnce(url, `CREATE DATABASE ${name}`);
    const shadow = new URL(url);
    shadow.pathname = `/${name}`;
    return openAdapter(shadow.href, () => runOnce(url, `DROP DATABASE ${name}`));
  };
  return { provider: "postgres", adapterName: "@prisma/adapter-pg", connect, connectToShadowDb };
}

/** Names of the columns of type "char" (18) in a connection's last answer. */
const charColumns = new Set<string>();

/** The stock adapter refuses "char" columns, of which the catalogue has many; as text (25) it reads them. */
class CatalogueClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as { connection: EventEmitter };
    connection.prependListener(
      "rowDescription",
      ({ fields }: { fields: { name: string; dataTypeID: number }[] }) => {
        charColumns.clear(); // the engine asks one thing at a time
        for (const field of fields) {
          if (field.dataTypeID !== 18) continue;
          charColumns.add(field.name);
          field.dataTypeID = 25;
        }
      },
    );
  }
}

async function openAdapter(url: string, afterwards: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, Client: CatalogueClient });
  const adapter = await new PrismaPg(pool).connect();
  const executeScript = async (script: string) => {
    // The stock one splits at every semicolon, in strings and DO blocks too.
    await pool.query(script);
  };
  const queryRaw: SqlDriverAdapter["queryRaw"] = async (query) => {
    const found = await adapter.queryRaw(query);
    const typeOf = (name: string, at: number) =>
      charColumns.has(name) ? ColumnTypeEnum.Character : (found.columnTypes[at] ?? ColumnTypeEnum.Text);
    return { ...found, columnTypes: found.columnNames.map(typeOf) };
  };
  const dispose = async () => {
    await pool.end();
    await afterwards();
  };
  return Object.assign(Object.create(adapter) as SqlDriverAdapter, { executeScript, queryRaw, dispose });
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
