import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/shared/log.js";
import type { Refiner, RefinerCounts } from "../../src/understanding/guarded-refiner.js";
import { maskForRefiner } from "../../src/understanding/mask-for-refiner.js";
import { createOpenaiRefiner } from "../../src/understanding/refiner.openai.js";
import type { RefineQuestion } from "../../src/understanding/refiner.js";
import { afterMs, hangs, type ModelPeer, type PeerManner, says, startModelPeer } from "../support/model-peer.js";

const timeoutMs = 200;
const none: RefinerCounts = {
  asked: 0,
  answered: 0,
  cached: 0,
  busy: 0,
  timedOut: 0,
  failed: 0,
  junk: 0,
  refused: 0,
  open: 0,
};
const yes = '{"isReport":true,"code":"E01"}';
let serial = 0;

/** Each question has a text of its own, so that no other's answer stands in the cache. */
const buildQuestion = (over: Partial<RefineQuestion> = {}): RefineQuestion => ({
  chat: "g1",
  text: `楼道又停了电鸡 ${"啊".repeat((serial += 1))}`,
  candidates: [
    { code: "E01", name: "电动车进楼" },
    { code: "F01", name: "堵住通道" },
  ],
  ...over,
});

let peer: ModelPeer;
let refiner: Refiner;
let now: Date;
let logged: object[];

beforeAll(async () => {
  peer = await startModelPeer();
});
afterAll(async () => {
  await peer.close();
});
beforeEach(() => {
  now = new Date("2026-11-26T09:00:00+08:00");
  logged = [];
  const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) };
  const settings = { baseUrl: peer.baseUrl, apiKey: "geheim", model: "peer", timeoutMs };
  refiner = createOpenaiRefiner(settings, { clock: { now: () => now }, log });
});

const askUnder = (manner: PeerManner, over: Partial<RefineQuestion> = {}): ReturnType<Refiner["refine"]> => {
  peer.behave(manner);
  return refiner.refine(buildQuestion(over));
};

describe("a peer that answers well", () => {
  it.each([
    [yes, { isReport: true, code: "E01" }],
    ['{"isReport":true}', { isReport: true }],
    ['{"isReport":false}', { isReport: false }],
  ])("%s is taken", async (content, refinement) => {
    expect(await askUnder(says(content))).toEqual(refinement);
    expect(refiner.counts()).toEqual({ ...none, asked: 1, answered: 1 });
  });

  it("may take its time within the limit", async () => {
    expect(await askUnder(afterMs(60, says(yes)))).toEqual({ isReport: true, code: "E01" });
  });

  it("sees the masked text and the candidates, in JSON mode, and neither the chat nor a tool", async () => {
    const sent = peer.bodies.length;
    await askUnder(says(yes), { chat: "wechaty bot room-77@chatroom", text: "[楼]门口停了电鸡" });
    const body = JSON.parse(peer.bodies[sent] ?? "") as { messages: { content: string }[]; temperature: number };
    expect(body).toMatchObject({ model: "peer", temperature: 0, response_format: { type: "json_object" } });
    expect(body.messages.at(-1)?.content).toBe(
      '{"话":"[楼]门口停了电鸡","候选":[{"编码":"E01","类别":"电动车进楼"},{"编码":"F01","类别":"堵住通道"}]}',
    );
    expect(peer.bodies[sent]).not.toContain("room-77");
  });

  it("sees none of the private parts of a masked line", async () => {
    const sent = peer.bodies.length;
    const line = "我是3栋502的小王,电话13800138000,身份证440306199001011234,粤B12345挡在华侨新村3栋门口,兰姐也不管";
    await askUnder(says(yes), { text: maskForRefiner(line, { names: ["3栋502小王"], places: ["3栋", "华侨新村"] }) });
    for (const part of ["3栋", "502", "小王", "138", "4403", "1234", "粤B", "华侨", "兰姐"])
      expect(peer.bodies[sent], part).not.toContain(part);
    expect(peer.bodies[sent]).toContain("挡在[楼]");
  });
});

describe("a peer that does not", () => {
  it.each<[string, PeerManner, keyof RefinerCounts]>([
    ["hangs", hangs, "timedOut"],
    ["answers too late", afterMs(timeoutMs + 100, says(yes)), "timedOut"],
    ["stops in the middle of its answer", (response) => response.write('{"id":'), "timedOut"],
    ["lies with an unknown code", says('{"isReport":true,"code":"Z99"}'), "refused"],
    ["gives a code with a no", says('{"isReport":false,"code":"E01"}'), "refused"],
    ["adds a key", says('{"isReport":true,"code":"E01","zone":"speak"}'), "junk"],
    ["gives a word for a truth", says('{"isReport":"true","code":"E01"}'), "junk"],
    ["gives null for a code", says('{"isReport":true,"code":null}'), "junk"],
    ["gives a list", says(`[${yes}]`), "junk"],
    ["chats", says(`好的,这是隐患:${yes}`), "junk"],
    ["says nothing", says(""), "junk"],
    ["answers with another kind of JSON", (response) => response.end('{"hello":1}'), "junk"],
    ["answers with a page", (response) => response.end("<html>登录</html>"), "junk"],
    ["breaks", (response) => response.writeHead(500).end('{"error":{"message":"楼道又停了电鸡"}}'), "failed"],
    ["asks to wait", (response) => response.writeHead(429, { "retry-after": "60" }).end("{}"), "failed"],
    ["points elsewhere", (response) => response.writeHead(307, { location: peer.baseUrl }).end(), "failed"],
    ["closes the socket", (response) => response.destroy(), "failed"],
  ])("%s: nothing but a counter changes", async (_name, manner, outcome) => {
    const sent = peer.bodies.length;
    const begun = performance.now();
    expect(await askUnder(manner)).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(timeoutMs + 150);
    expect(peer.bodies).toHaveLength(sent + 1);
    expect(refiner.counts()).toEqual({ ...none, asked: 1, [outcome]: 1 });
    expect(logged).toEqual([expect.objectContaining({ outcome })]);
    expect(JSON.stringify(logged)).not.toMatch(/电鸡|geheim/u);
  });

  it("is not there: nothing but a counter changes", async () => {
    const gone = await startModelPeer();
    await gone.close();
    const settings = { baseUrl: gone.baseUrl, model: "gone", timeoutMs };
    const alone = createOpenaiRefiner(settings, { clock: { now: () => now }, log: silentLog });
    expect(await alone.refine(buildQuestion())).toBeUndefined();
    expect(alone.counts()).toEqual({ ...none, asked: 1, failed: 1 });
  });
});

describe("one question in flight for each chat", () => {
  it("turns a second one away at once, and takes another chat's", async () => {
    const first = askUnder(afterMs(80, says(yes)));
    const begun = performance.now();
    expect(await refiner.refine(buildQuestion())).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(40);
    const [mine, others] = await Promise.all([first, refiner.refine(buildQuestion({ chat: "g2" }))]);
    expect([mine?.isReport, others?.isReport]).toEqual([true, true]);
    expect(refiner.counts()).toEqual({ ...none, asked: 3, answered: 2, busy: 1 });
  });

  it("takes the next one once the first has ended, badly too", async () => {
    await askUnder(hangs);
    expect(await askUnder(says(yes))).toEqual({ isReport: true, code: "E01" });
  });
});

describe("the cache", () => {
  it("knows the same words with other gaps, case and marks", async () => {
    const sent = peer.bodies.length;
    await askUnder(says(yes), { text: "USB 插座冒火花!" });
    expect(await askUnder(hangs, { text: "usb插座冒火花!!!", chat: "g2" })).toEqual({ isReport: true, code: "E01" });
    expect(peer.bodies).toHaveLength(sent + 1);
    expect(refiner.counts()).toEqual({ ...none, asked: 2, answered: 1, cached: 1 });
  });

  it("does not know a question, other candidates or an answer that was not perfect", async () => {
    await askUnder(says("junk"), { text: "插座冒火花" });
    await askUnder(says(yes), { text: "插座冒火花" });
    await askUnder(says(yes), { text: "插座冒火花?" });
    await askUnder(says(yes), { text: "插座冒火花", candidates: [{ code: "E01", name: "电动车进楼" }] });
    expect(refiner.counts()).toEqual({ ...none, asked: 4, answered: 3, junk: 1 });
  });

  it("keeps the last 1,000", async () => {
    for (let at = 0; at <= 1000; at += 1) await askUnder(says(yes), { text: `第${at}句` });
    await askUnder(says(yes), { text: "第1000句" });
    await askUnder(says(yes), { text: "第0句" });
    expect(refiner.counts()).toEqual({ ...none, asked: 1003, answered: 1002, cached: 1 });
  });
});

describe("the circuit", () => {
  const failFive = async (): Promise<void> => {
    for (let round = 0; round < 5; round += 1) await askUnder((response) => response.destroy());
  };
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  it("opens after five failures in a row, for a minute, in which nothing is sent", async () => {
    await failFive();
    const sent = peer.bodies.length;
    later(59);
    expect(await askUnder(says(yes))).toBeUndefined();
    expect(peer.bodies).toHaveLength(sent);
    expect(refiner.counts()).toEqual({ ...none, asked: 6, failed: 5, open: 1 });
    expect(logged.at(-1)).toMatchObject({ restMs: 60_000, counts: { failed: 5 } });
  });

  it("closes after one good trial", async () => {
    await failFive();
    later(60);
    const trial = askUnder(afterMs(40, says(yes)));
    expect(await refiner.refine(buildQuestion({ chat: "g2" }))).toBeUndefined();
    expect(await trial).toEqual({ isReport: true, code: "E01" });
    expect(await askUnder(says(yes), { chat: "g2" })).toEqual({ isReport: true, code: "E01" });
    expect(refiner.counts()).toEqual({ ...none, asked: 8, failed: 5, answered: 2, open: 1 });
  });

  it("opens again after one bad trial", async () => {
    await failFive();
    later(60);
    await askUnder(says("junk"));
    later(59);
    expect(await askUnder(says(yes))).toBeUndefined();
    later(1);
    expect(await askUnder(says(yes))).toBeDefined();
  });

  it("stays closed where a good answer comes between, and does not stay open for a clock set back", async () => {
    for (let round = 0; round < 4; round += 1) await askUnder(says("junk"));
    await askUnder(says(yes));
    for (let round = 0; round < 4; round += 1) await askUnder(says("junk"));
    expect(await askUnder(says(yes))).toBeDefined();
    await failFive();
    later(-3600);
    expect(await askUnder(says(yes))).toBeDefined();
  });
});
