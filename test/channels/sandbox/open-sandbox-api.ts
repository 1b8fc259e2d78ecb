import { onTestFinished } from "vitest";
import { createSandboxRouter, type SandboxDeps } from "../../../src/channels/sandbox/sandbox.routes.js";
import type { MovableClock } from "../../../src/shared/clock.js";
import { openApp } from "../../http/open-app.js";
import { createMemoryWorldStore, type MemoryWorldStore } from "./memory-world-store.js";
import { morning, type RunningWorld, startSmallWorld } from "./small-world.js";

/** The sandbox API over a small world with the real channel behind it. */
export interface SandboxApi extends RunningWorld {
  readonly url: string;
  readonly store: MemoryWorldStore;
  /** What led to which line of the bot. */
  readonly causes: Map<string, string>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** Posts a message of the tenant to the group; the parts given replace others. */
  say(over?: object): Promise<Response>;
}

/** Opens the API until the test has finished. */
export async function openSandboxApi(over: Partial<SandboxDeps> = {}): Promise<SandboxApi> {
  const store = createMemoryWorldStore();
  const running = await startSmallWorld(store);
  onTestFinished(() => running.channel.stop());
  const causes = new Map<string, string>();
  const router = createSandboxRouter({
    world: running.world,
    clock: running.clock,
    moveClock: async (to) => move(running.clock, to),
    reset: async () => void (store.lines.length = 0),
    isIdle: async () => true,
    causeOf: async (ids) => new Map(ids.flatMap((id) => (causes.has(id) ? [[id, causes.get(id) ?? ""]] : []))),
    explain: async (line) => (line.text === "" ? undefined : { id: line.id, intentName: "闲聊" }),
    ...over,
  });
  const url = `${await openApp({ routers: [router] })}/sandbox/api`;
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    ...running,
    url,
    store,
    causes,
    post,
    get: (path) => fetch(`${url}${path}`),
    say: (parts = {}) => post("/messages", { from: "te-1", group: "g-a", text: "3栋楼梯口又停了两台电鸡", ...parts }),
  };
}

function move(clock: MovableClock, to: Date): "moved" | "backwards" {
  if (to < clock.now()) return "backwards";
  clock.setOffset(to.getTime() - morning.getTime());
  return "moved";
}

/** The problem of an answer. */
export async function problemOf(
  response: Response,
): Promise<{ readonly status: number; readonly code: string; readonly detail: string }> {
  const body = (await response.json()) as { readonly status: number; readonly code: string; readonly detail: string };
  return body;
}
