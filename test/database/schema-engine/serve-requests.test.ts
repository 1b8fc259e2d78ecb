import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { serveRequests, type RequestHandler } from "../../../src/database/schema-engine/serve-requests.prisma.js";

async function converse(lines: readonly object[], answer: RequestHandler["answer"]): Promise<unknown[]> {
  const output = new PassThrough();
  await serveRequests(Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`)), output, { answer });
  output.end();
  return (await text(output))
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

describe("serveRequests", () => {
  it("answers in order, each with its id, and passes over the CLI's own answers", async () => {
    const answers = await converse(
      [
        { id: 1, method: "a", params: { x: 1 } },
        { id: 9, result: {} },
        { id: 2, method: "b" },
      ],
      async ({ method, params }) => (method === "a" ? { params } : undefined),
    );
    expect(answers).toEqual([
      { jsonrpc: "2.0", id: 1, result: { params: { x: 1 } } },
      { jsonrpc: "2.0", id: 2, result: {} },
    ]);
  });

  it("prints before it answers", async () => {
    const answers = await converse([{ id: 1, method: "diff", params: {} }], async (_asked, print) => {
      print("No difference");
      return { exitCode: 0 };
    });
    expect(answers).toEqual([
      { jsonrpc: "2.0", id: 1, method: "print", params: { content: "No difference" } },
      { jsonrpc: "2.0", id: 1, result: { exitCode: 0 } },
    ]);
  });

  it("answers an error with its message and Prisma's code, and goes on", async () => {
    const answers = await converse(
      [
        { id: 1, method: "a", params: {} },
        { id: 2, method: "b", params: {} },
      ],
      async ({ method }) => {
        if (method === "a") throw Object.assign(new Error("no"), { code: "P3009", meta: { details: "d" } });
        return {};
      },
    );
    expect(answers).toMatchObject([
      {
        id: 1,
        error: { code: 4466, message: "no", data: { error_code: "P3009", meta: { details: "d" }, is_panic: false } },
      },
      { id: 2, result: {} },
    ]);
  });
});
