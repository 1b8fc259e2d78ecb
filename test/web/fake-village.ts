import type { ServerResponse } from "node:http";
import type { LineToPost, SandboxLine } from "../../src/web/sandbox-types.js";
import { cannedLines } from "./fake-bot.js";
import { fakeStart, fakeWorld, sampleLines } from "./fake-world.js";

/** The open event streams of the fake service. */
interface FakeStreams {
  add(stream: ServerResponse): void;
  emit(event: string, data: unknown, id?: number): void;
  drop(): void;
}

/** What the fake service keeps, and what changes it; every change is told to the streams. */
export interface FakeVillage {
  readonly streams: FakeStreams;
  /** Posted pictures by their address. */
  readonly images: ReadonlyMap<string, Buffer>;
  lines(): readonly SandboxLine[];
  now(): string;
  post(line: LineToPost): SandboxLine;
  recall(id: string): void;
  moveClock(move: { readonly advanceMinutes?: number; readonly set?: string }): void;
  reset(isEmpty: boolean): void;
}

/** Makes the village with its sample history. */
export function createFakeVillage(): FakeVillage {
  const streams = createFakeStreams();
  const images = new Map<string, Buffer>();
  let lines = sampleLines();
  let nowMs = Date.parse(fakeStart);
  const now = () => new Date(nowMs).toISOString();
  const add = (line: Omit<SandboxLine, "seq" | "id" | "at">): SandboxLine => {
    const seq = (lines.at(-1)?.seq ?? 0) + 1;
    nowMs += 1_000;
    const added = { ...line, seq, id: `m${seq}`, at: now() };
    lines.push(added);
    streams.emit("line", added, seq);
    return added;
  };
  return {
    streams,
    images,
    lines: () => lines,
    now,
    post: (line) => {
      const posted = add(postedLine(line, images));
      for (const { chat, text } of cannedLines(posted))
        add({ chat, text, from: fakeWorld.bot.id, causedBy: posted.id });
      return posted;
    },
    recall: (id) => {
      lines = lines.map((line) => (line.id === id ? { ...line, recalled: true } : line));
      streams.emit("recall", { seq: lines.find((line) => line.id === id)?.seq });
    },
    moveClock: ({ set, advanceMinutes = 0 }) => {
      nowMs = set === undefined ? nowMs + advanceMinutes * 60_000 : Date.parse(set);
      streams.emit("clock", { now: now() });
    },
    reset: (isEmpty) => {
      lines = isEmpty ? [] : sampleLines();
      streams.emit("reset", {});
    },
  };
}

/** The posted line as it is kept; its picture goes to `images`. */
function postedLine(line: LineToPost, images: Map<string, Buffer>): Omit<SandboxLine, "seq" | "id" | "at"> {
  const { group, image, text, ...rest } = line;
  const kept = { ...rest, chat: group ?? `direct:${line.from}`, text: text ?? "" };
  if (!image) return kept;
  const url = `/sandbox/api/images/${images.size + 1}`;
  images.set(url, Buffer.from(image.base64, "base64"));
  return { ...kept, image: { name: image.name, url } };
}

function createFakeStreams(): FakeStreams {
  const streams = new Set<ServerResponse>();
  return {
    add: (stream) => {
      streams.add(stream);
      stream.on("close", () => streams.delete(stream));
    },
    emit: (event, data, id) => {
      const head = id === undefined ? "" : `id: ${id}\n`;
      for (const stream of streams) stream.write(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    drop: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}
