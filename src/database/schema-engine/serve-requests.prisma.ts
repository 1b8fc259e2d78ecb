import { createInterface } from "node:readline";
import { z } from "zod";

const request = z.object({ id: z.union([z.number(), z.string()]), method: z.string(), params: z.unknown().optional() });

/** One request of Prisma's CLI. */
export type EngineRequest = z.infer<typeof request>;

/** What the requests are answered with. */
export interface RequestHandler {
  /** The value of `result`; `print` shows a text on the CLI's stdout. Rejections are answered as errors. */
  answer(asked: EngineRequest, print: (content: string) => void): Promise<unknown>;
}

/** The code that the CLI expects in every error of the engine (prisma-engines, json-rpc-stdio). */
const serverErrorCode = 4466;

const errorOf = (error: unknown): object => {
  const from: { message?: string; code?: unknown; meta?: unknown } =
    error instanceof Error ? error : { message: String(error) };
  const message = from.message ?? "unknown error";
  const data = { is_panic: false, message, error_code: from.code, meta: from.meta };
  return { code: serverErrorCode, message, data };
};

/**
 * Answers JSON-RPC requests, one a line, in their order, until the input ends. Lines without a method (the CLI's
 * answers to `print`) are passed over.
 */
export async function serveRequests(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  handler: RequestHandler,
): Promise<void> {
  const send = (message: object): void => {
    output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  };
  let prints = 0;
  const print = (content: string): void => send({ id: (prints += 1), method: "print", params: { content } });
  for await (const line of createInterface({ input })) {
    const parsed = request.safeParse(JSON.parse(line));
    if (!parsed.success) continue;
    const { id } = parsed.data;
    try {
      send({ id, result: (await handler.answer(parsed.data, print)) ?? {} });
    } catch (error) {
      send({ id, error: errorOf(error) });
    }
  }
}
