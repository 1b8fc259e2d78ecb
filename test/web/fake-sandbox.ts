import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { LineToPost, SandboxLine } from "../../src/web/sandbox-types.js";
import { cannedExplanation } from "./fake-bot.js";
import { createFakeVillage, type FakeVillage } from "./fake-village.js";
import { fakeWorld } from "./fake-world.js";

/** A stand-in for the service: the sandbox API in memory with a canned bot, and the built page under a strict CSP. */
export interface FakeSandbox {
  readonly url: string;
  readonly lines: () => readonly SandboxLine[];
  /** Breaks every open event stream, as a restart of the service does. */
  dropStreams(): void;
  /** Adds a line of a person as if it came from another page. */
  say(line: LineToPost): void;
  close(): Promise<void>;
}

const contentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Starts the fake on a free port. @param webRoot folder of the built page. */
export async function startFakeSandbox(webRoot: string, port = 0): Promise<FakeSandbox> {
  const village = createFakeVillage();
  const server = createServer((request, response) => {
    void answer({ village, webRoot }, request, response).catch((problem: unknown) =>
      sendProblem(response, 500, String(problem)),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    lines: () => village.lines(),
    dropStreams: () => village.streams.drop(),
    say: (line) => void village.post(line),
    close: async () => {
      village.streams.drop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface FakeParts {
  readonly village: FakeVillage;
  readonly webRoot: string;
}

async function answer(parts: FakeParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  if (!url.pathname.startsWith("/sandbox/api/")) return sendFile(parts.webRoot, url.pathname, response);
  const where = `${request.method} ${url.pathname.slice("/sandbox/api".length)}`;
  return request.method === "GET"
    ? answerGet(parts.village, url, response)
    : answerPost(parts.village, where, { body: await bodyOf(request), response });
}

function answerGet(village: FakeParts["village"], url: URL, response: ServerResponse): void {
  const place = url.pathname.slice("/sandbox/api".length);
  const explained = /^\/messages\/(.+)\/explain$/u.exec(place)?.[1];
  const after = Number(url.searchParams.get("after") ?? 0);
  const image = village.images.get(url.pathname);
  if (explained) sendExplanation(village, decodeURIComponent(explained), response);
  else if (image) response.writeHead(200, { "content-type": "image/jpeg" }).end(image);
  else if (place === "/world") sendJson(response, 200, fakeWorld);
  else if (place === "/clock") sendJson(response, 200, { now: village.now() });
  else if (place === "/messages")
    sendJson(response, 200, { messages: village.lines().filter((line) => line.seq > after) });
  else if (place === "/events") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 100\n\n");
    village.streams.add(response);
  } else sendProblem(response, 404, "没有这个地址");
}

function sendExplanation(village: FakeParts["village"], id: string, response: ServerResponse): void {
  const asked = village.lines().find((line) => line.id === id);
  const cause = asked?.causedBy === undefined ? asked : village.lines().find((line) => line.id === asked.causedBy);
  if (!cause || cause.from === fakeWorld.bot.id) return sendProblem(response, 404, "没有这条消息");
  return sendJson(
    response,
    200,
    cannedExplanation(
      cause,
      village.lines().filter((line) => line.causedBy === cause.id),
    ),
  );
}

function answerPost(
  village: FakeParts["village"],
  where: string,
  { body, response }: { readonly body: unknown; readonly response: ServerResponse },
): void {
  const recalled = /^POST \/messages\/(.+)\/recall$/u.exec(where)?.[1];
  if (recalled) {
    village.recall(recalled);
    response.writeHead(204).end();
  } else if (where === "POST /messages") {
    const line = body as LineToPost;
    if (line.text?.includes("拒绝")) sendProblem(response, 422, "这句话发不出去");
    else sendJson(response, 202, { id: village.post(line).id });
  } else if (where === "POST /clock") {
    village.moveClock(body as { advanceMinutes?: number; set?: string });
    sendJson(response, 200, { now: village.now() });
  } else if (where === "POST /reset") {
    village.reset((body as { empty?: boolean }).empty === true);
    sendJson(response, 200, {});
  } else sendProblem(response, 404, "没有这个地址");
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

async function sendFile(webRoot: string, pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === "/" ? "/index.html" : path.normalize(pathname);
  const bytes = await readFile(path.join(webRoot, name)).catch(() => undefined);
  if (bytes === undefined) return sendProblem(response, 404, "没有这个文件");
  response.writeHead(200, {
    "content-type": types[path.extname(name)] ?? "application/octet-stream",
    "content-security-policy": contentSecurityPolicy,
  });
  response.end(bytes);
  return undefined;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendProblem(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { "content-type": "application/problem+json" }).end(JSON.stringify({ status, detail }));
}
