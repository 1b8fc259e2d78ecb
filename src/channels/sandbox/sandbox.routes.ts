import { json, Router } from "express";
import { Problem } from "../../http/problem.js";
import type { Clock } from "../../shared/clock.js";
import { linesJson } from "./line-json.js";
import { type LiveDeps, type LiveEvents, openLiveEvents } from "./live-events.routes.js";
import { postMessage } from "./post-message.js";
import { letPass } from "./let-pass.js";
import {
  parseAfter,
  parseChat,
  parseClock,
  parseMessage,
  parsePassage,
  parseRecall,
  parseReset,
  type ResetRequest,
} from "./sandbox-requests.js";
import type { SandboxLine } from "./sandbox-line.js";
import { createTurnstile, type Turnstile } from "./turnstile.js";
import type { SandboxWorld } from "./world.js";

/** What the sandbox API asks of the service. */
export interface SandboxDeps extends LiveDeps {
  readonly clock: Clock;
  /** Moves the service's clock and runs what is due. Refuses to go back, but for an untouched world, which it re-seeds. */
  readonly moveClock: (to: Date) => Promise<"moved" | "backwards">;
  readonly reset: (how: ResetRequest) => Promise<void>;
  readonly isIdle: () => Promise<boolean>;
  /** What the bot made of a line; undefined where there is nothing to tell. */
  readonly explain: (line: SandboxLine) => Promise<unknown>;
}

interface RouteParts extends SandboxDeps {
  readonly live: LiveEvents;
  readonly turnstile: Turnstile;
}

const api = "/sandbox/api";
const pageSize = 2000;
const bodyLimit = "16mb";

/** The sandbox API; its shape is relied on by other tools and stands in the API document. */
export function createSandboxRouter(deps: SandboxDeps): Router {
  const router = Router();
  const parts: RouteParts = { ...deps, live: openLiveEvents(deps), turnstile: createTurnstile() };
  router.use(api, json({ limit: bodyLimit }));
  addChatRoutes(router, parts);
  addLineRoutes(router, parts);
  addClockRoutes(router, parts);
  return router;
}

function addChatRoutes(router: Router, { world, clock, live, turnstile, causeOf }: RouteParts): void {
  router.get(`${api}/world`, (_, response) => void response.json(worldJson(world)));
  router.post(`${api}/messages`, async (request, response) => {
    const message = parseMessage(request.body);
    const line = await turnstile.shared(() => postMessage(world, clock, message));
    response.status(202).json({ id: line.id });
  });
  router.get(`${api}/messages`, async (request, response) => {
    const after = parseAfter(request.query["after"]);
    const lines = await world.store.findAfter(after, { chat: parseChat(request.query["chat"]), limit: pageSize });
    response.json({ messages: await linesJson(lines, { botId: world.botId, causeOf }) });
  });
  router.post(`${api}/groups/:id/members`, async (request, response) => {
    const passage = parsePassage(request.body, request.params.id);
    await turnstile.shared(() => letPass(world, passage));
    response.status(204).end();
  });
  router.get(`${api}/events`, (request, response) => live.subscribe(request, response));
}

function addLineRoutes(router: Router, { world, clock, turnstile, explain }: RouteParts): void {
  router.post(`${api}/messages/:id/recall`, async (request, response) => {
    const { from } = parseRecall(request.body);
    await turnstile.shared(() => recall(world, { id: request.params.id, from, at: clock.now() }));
    response.status(204).end();
  });
  router.get(`${api}/messages/:id/explain`, async (request, response) => {
    const line = await world.store.find(request.params.id);
    const explanation = line ? await explain(line) : undefined;
    if (explanation === undefined) throw new Problem(404, "no-explanation", "这一句没有可说明的。");
    response.json(explanation);
  });
  router.get(`${api}/media/:file`, async (request, response) => {
    const bytes = await world.store.loadImage(request.params.file);
    if (!bytes) throw new Problem(404, "no-picture", "没有这张图片。");
    // What people send is shown as a picture or not at all.
    response.set({ "cache-control": "private, max-age=86400", "x-content-type-options": "nosniff" });
    response.type(request.params.file).send(bytes);
  });
}

function addClockRoutes(router: Router, { world, clock, live, turnstile, ...deps }: RouteParts): void {
  const nowJson = (): object => ({ now: clock.now().toISOString() });
  const forgetAll = (): void => {
    world.forget();
    live.reset();
  };
  router.get(`${api}/clock`, (_, response) => void response.json(nowJson()));
  router.post(`${api}/clock`, async (request, response) => {
    const before = clock.now();
    const to = parseClock(request.body, before);
    const outcome = await turnstile.alone(() => deps.moveClock(to));
    if (outcome === "backwards") throw new Problem(409, "clock-backwards", backwardsDetail(before));
    if (to < before) forgetAll();
    live.clock(clock.now());
    response.json(nowJson());
  });
  router.get(`${api}/idle`, async (_, response) => {
    if (!(await deps.isIdle())) throw new Problem(409, "busy", "还在处理，请稍后再问。");
    response.json({ idle: true });
  });
  router.post(`${api}/reset`, async (request, response) => {
    const how = parseReset(request.body);
    await turnstile.alone(() => deps.reset(how).finally(() => world.forget()));
    live.reset();
    response.json(nowJson());
  });
}

const backwardsDetail = (now: Date): string =>
  `时间只能往前走，现在是 ${now.toISOString()}。要回到更早，请先重置沙盒；刚重置、还没人说话时可以往回拨，最多 30 天。`;

async function recall(
  world: SandboxWorld,
  { id, from, at }: { readonly id: string; readonly from: string; readonly at: Date },
): Promise<void> {
  const line = await world.store.find(id);
  if (!line || line.kind === "recall") throw new Problem(404, "unknown-line", "没有这句话。");
  if (line.from !== from || from === world.botId) throw new Problem(403, "not-yours", "只能撤回自己说的话。");
  if (!line.isRecalled) await world.recall(line, at);
}

const worldJson = (world: SandboxWorld): object => ({
  bot: { id: world.botId, name: world.botName },
  people: [...world.people().values()],
  groups: [...world.groups().values()],
});
