import type { ClockMove, Explanation, LineToPost, SandboxLine, SandboxWorld } from "./sandbox-types.js";

/** The service refused or could not be reached. `message` is a Chinese sentence that may be shown. */
export class SandboxRefused extends Error {
  override readonly name = "SandboxRefused";
  constructor(
    message: string,
    /** The HTTP status; 0 where the service could not be reached. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** The sandbox's service. Every call rejects with SandboxRefused when it does not succeed. */
export interface SandboxApi {
  world(): Promise<SandboxWorld>;
  /** Lines of all chats after this `seq`, oldest first; empty when there are no more. */
  lines(after: number): Promise<readonly SandboxLine[]>;
  post(line: LineToPost): Promise<{ readonly id: string }>;
  recall(id: string, from: string): Promise<void>;
  explain(id: string): Promise<Explanation>;
  now(): Promise<Date>;
  moveClock(move: ClockMove): Promise<void>;
  /** Restores the sample, or with `isEmpty` clears its history. */
  reset(options: { readonly isEmpty: boolean }): Promise<void>;
}

/** Talks to the sandbox API. @param base address of the API without a slash at the end. */
export function createSandboxApi(base = "/sandbox/api"): SandboxApi {
  const get = async (path: string) => (await call(`${base}${path}`, {})).json();
  const post = (path: string, body: unknown) => call(`${base}${path}`, jsonPost(body));
  return {
    world: () => get("/world"),
    lines: async (after) => (await get(`/messages?after=${after}`)).messages,
    post: async (line) => (await post("/messages", line)).json(),
    recall: async (id, from) => void (await post(`/messages/${encodeURIComponent(id)}/recall`, { from })),
    explain: (id) => get(`/messages/${encodeURIComponent(id)}/explain`),
    now: async () => new Date((await get("/clock")).now),
    moveClock: async (move) => void (await post("/clock", move)),
    reset: async ({ isEmpty }) => void (await post("/reset", isEmpty ? { empty: true } : {})),
  };
}

const jsonPost = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function call(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(() => {
    throw new SandboxRefused("连不上服务，请看看它还在不在运行", 0);
  });
  if (response.ok) return response;
  throw new SandboxRefused(await detailOf(response), response.status);
}

/** The `detail` of an RFC 9457 problem, or a plain sentence where the answer is none. */
async function detailOf(response: Response): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return `服务没有答应（${response.status}）`;
  const problem = (await response.json()) as { readonly detail?: string; readonly title?: string };
  return problem.detail ?? problem.title ?? `服务没有答应（${response.status}）`;
}
