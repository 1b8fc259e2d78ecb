import { setTimeout as pause } from "node:timers/promises";
import { createEventBuffer, createSession, type Session } from "better-sse";
import type { Request, Response } from "express";
import type { Log } from "../../shared/log.js";
import { type CauseOf, lineJson, type LineJson } from "./line-json.js";
import type { SandboxLine } from "./sandbox-line.js";
import type { SandboxWorld } from "./world.js";

/** What the live events are made of. */
export interface LiveDeps {
  readonly world: SandboxWorld;
  readonly causeOf: CauseOf;
  readonly log?: Log;
}

/** The stream of GET /sandbox/api/events. */
export interface LiveEvents {
  /** Opens a stream; one that resumes first gets what it missed. */
  subscribe(request: Request, response: Response): Promise<void>;
  clock(now: Date): void;
  reset(): void;
}

const pageSize = 500;
/** When the cause of a bot line is looked up: it is stored a moment after the line went out. */
const causeAfterMs = [150, 1500];

/**
 * Tells pages what happens. Events of lines and recalls carry their sequence number as id, in growing order, so that a
 * page resumes where it was; all others carry none and leave the page's last id alone.
 */
export function openLiveEvents(deps: LiveDeps): LiveEvents {
  const { world } = deps;
  const sessions = new Set<Session>();
  let lastSeq = 0;
  const toAll = (event: PageEvent): void => sessions.forEach((session) => push(session, event));
  const tell = (seq: number, name: string, data: object): void => {
    lastSeq = seq;
    toAll({ id: String(seq), name, data });
  };
  world.on("line", (line) => {
    tell(line.seq, "line", lineJson(line));
    if (line.from !== world.botId || sessions.size === 0) return;
    tellCause(deps, line, (data) => toAll({ name: "line", data })).catch((error: unknown) => {
      deps.log?.warn({ err: error, lineId: line.id }, "the cause of a line could not be looked up");
    });
  });
  world.on("recall", (line, notice) => tell(notice.seq, "recall", { seq: line.seq }));
  return {
    async subscribe(request, response) {
      const session = await createSession(request, response);
      if (/^\d{1,9}$/u.test(session.lastId))
        await replay(deps, session, { from: Number(session.lastId), until: () => lastSeq });
      if (!session.isConnected) return;
      sessions.add(session);
      session.once("disconnected", () => sessions.delete(session));
    },
    clock: (now) => toAll({ name: "clock", data: { now: now.toISOString() } }),
    reset() {
      lastSeq = 0;
      toAll({ id: "0", name: "reset", data: {} });
    },
  };
}

interface PageEvent {
  readonly id?: string;
  readonly name: string;
  readonly data: object;
}

function push(session: Session, { id, name, data }: PageEvent): void {
  if (!session.isConnected) return;
  if (id !== undefined) return void session.push(data, name, id);
  const buffer = createEventBuffer();
  buffer.event(name).data(data).dispatch();
  void session.batch(buffer);
}

/** Until nothing was told meanwhile that the page has not got: then, without a pause, it may hear the rest live. */
async function replay(
  { world, causeOf }: LiveDeps,
  session: Session,
  { from, until }: { readonly from: number; readonly until: () => number },
): Promise<void> {
  for (let last = from; session.isConnected;) {
    const lines = await world.store.findAfter(last, { limit: pageSize, hasRecalls: true });
    if (lines.length === 0 && last >= until()) return;
    const causes = await causeOf(lines.filter((line) => line.from === world.botId).map((line) => line.id));
    for (const line of lines) push(session, await missedEvent(world, line, causes.get(line.id)));
    last = lines.at(-1)?.seq ?? last;
  }
}

async function missedEvent(world: SandboxWorld, line: SandboxLine, causedBy: string | undefined): Promise<PageEvent> {
  const id = String(line.seq);
  if (line.kind !== "recall") return { id, name: "line", data: lineJson(line, causedBy) };
  return { id, name: "recall", data: { seq: (await world.store.find(line.text))?.seq ?? 0 } };
}

/** Tells a bot line once more when it is known what led to it. */
async function tellCause(
  { world, causeOf }: LiveDeps,
  line: SandboxLine,
  tell: (data: LineJson) => void,
): Promise<void> {
  for (const waitMs of causeAfterMs) {
    await pause(waitMs, undefined, { ref: false });
    const shown = world.recent(line.id);
    if (!shown) return;
    const causedBy = (await causeOf([line.id])).get(line.id);
    if (causedBy !== undefined) return tell(lineJson(shown, causedBy));
  }
}
