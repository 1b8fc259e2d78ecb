import type { DiagnoseMigrationHistoryInput, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { z } from "zod";
import type { EngineRequest, RequestHandler } from "./serve-requests.prisma.js";

type Method = (params: unknown) => Promise<unknown>;

/** The CLI's name of a method where the engine has another. */
const renamed: Readonly<Record<string, string>> = { getDatabaseVersion: "version" };

/** These read the state of the migrations from a cache, which only a diagnosis fills, and cannot fill it themselves. */
const needDiagnosis: ReadonlySet<string> = new Set(["evaluateDataLoss", "createMigration"]);

const diffResult = z.object({ stdout: z.string().nullish() });

function methodOf(engine: SchemaEngine, asked: string): Method {
  const name = renamed[asked] ?? asked;
  const method: unknown = Reflect.get(engine, name);
  if (typeof method !== "function") throw new Error(`The schema engine has no method ${name}.`);
  return (params) => Reflect.apply(method, engine, [params]) as Promise<unknown>;
}

/**
 * Answers the CLI's requests with the engine, which is made at the first one.
 * @param create makes the engine; its failure is the answer to every request
 */
export function createRequestHandler(create: () => Promise<SchemaEngine>): RequestHandler {
  let made: Promise<SchemaEngine> | undefined;
  return {
    answer: async ({ method, params }: EngineRequest, print) => {
      const engine = await (made ??= create());
      if (needDiagnosis.has(method)) {
        const { migrationsList, filters } = params as DiagnoseMigrationHistoryInput; // the same fields in both requests
        await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
      }
      const result = await methodOf(engine, method)(params);
      const text = method === "diff" ? diffResult.parse(result).stdout : undefined;
      if (text) print(text);
      return result;
    },
  };
}
