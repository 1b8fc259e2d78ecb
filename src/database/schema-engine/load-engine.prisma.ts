import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { z } from "zod";

const exports = z.object({ __wbindgen_start: z.function() });

/**
 * The official engine as WebAssembly. Loaded by hand, because the package's own entry imports a .wasm file, which Node
 * 20 refuses.
 */
async function instantiate(): Promise<void> {
  // The engine reports a panic here before it dies.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  });
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  exports.parse(instance.exports).__wbindgen_start();
}

/** The version that the engine states, and what makes an engine for a schema. */
export interface LoadedEngine {
  readonly version: string;
  create(datamodels: readonly string[], factory: SqlMigrationAwareDriverAdapterFactory): Promise<glue.SchemaEngine>;
}

const readDatamodel = async (path: string): Promise<[string, string]> => [path, await readFile(path, "utf8")];

/** Loads the engine (5 MB, about 0.1 s). To be called once in a process. */
export async function loadEngine(): Promise<LoadedEngine> {
  await instantiate();
  return {
    version: glue.version(),
    create: async (paths, factory) => {
      const datamodels = paths.length > 0 ? await Promise.all(paths.map(readDatamodel)) : undefined;
      const ignoreLogs = (): void => undefined; // they repeat what the answers say
      return glue.SchemaEngine.new({ datamodels }, ignoreLogs, bindMigrationAwareSqlAdapterFactory(factory));
    },
  };
}
