import { createRequestHandler } from "./answer-request.prisma.js";
import { runDatabaseCommand } from "./database-command.prisma.js";
import { createEngineAdapters } from "./engine-adapters.prisma.js";
import { readEngineArguments } from "./engine-arguments.prisma.js";
import { targetOf } from "./engine-target.prisma.js";
import { loadEngine } from "./load-engine.prisma.js";
import { serveRequests } from "./serve-requests.prisma.js";

/** The streams of the process. */
export interface EngineStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
}

const logLine = (message: string, errorCode: string): string =>
  `\n${JSON.stringify({
    level: "ERROR",
    target: "schema_engine::logger",
    fields: { message, error_code: errorCode },
  })}`;

/**
 * Stands in for Prisma's `schema-engine` executable, which its CLI would download: the same arguments and JSON-RPC,
 * answered by the official engine as WebAssembly. Returns the exit code.
 */
export async function runSchemaEngine(args: readonly string[], streams: EngineStreams): Promise<number> {
  const { isVersionAsked, command, url, shadowUrl, datamodels } = readEngineArguments(args);
  if (isVersionAsked) {
    streams.output.write(`schema-engine-wasm ${(await loadEngine()).version}\n`);
    return 0;
  }
  const target = targetOf(url);
  if (command !== undefined) {
    const failure = await runDatabaseCommand(command, target);
    if (failure) streams.errors.write(logLine(failure.message, failure.code));
    return failure ? 1 : 0;
  }
  const adapters = createEngineAdapters(target, shadowUrl);
  const handler = createRequestHandler(async () => (await loadEngine()).create(datamodels, adapters.factory));
  await serveRequests(streams.input, streams.output, handler);
  await adapters.close();
  return 0;
}
