import { describe, expect, it, vi } from "vitest";
import type { ResetRequest } from "../../../src/channels/sandbox/sandbox-requests.js";
import { openSandboxApi, problemOf, type SandboxApi } from "./open-sandbox-api.js";
import { png } from "./small-world.js";

interface Shown {
  readonly seq: number;
  readonly id: string;
  readonly image?: { readonly url: string };
  readonly [field: string]: unknown;
}

const pictureUrl = (api: SandboxApi, line: Shown | undefined): URL => new URL(line?.image?.url ?? "none", api.url);

const messages = async (api: SandboxApi, query = ""): Promise<readonly Shown[]> =>
  ((await (await api.get(`/messages${query}`)).json()) as { readonly messages: readonly Shown[] }).messages;

describe("GET /sandbox/api/world", () => {
  it("names the bot, the people and the groups", async () => {
    const api = await openSandboxApi();
    expect(await (await api.get("/world")).json()).toEqual({
      bot: { id: "louxin", name: "楼小安" },
      people: [
        { id: "te-1", name: "3栋302阿珍", role: "tenant", building: "3栋", room: "302" },
        { id: "ll-1", name: "陈伯(28号房东)", role: "landlord", building: "3栋" },
        { id: "pa-1", name: "送水阿伟", role: "passerby" },
      ],
      groups: [
        { id: "g-a", name: "1-5栋平安群", memberIds: ["te-1", "ll-1"] },
        { id: "g-b", name: "6-10栋平安群", memberIds: ["pa-1"] },
      ],
    });
  });
});

describe("POST /sandbox/api/messages", () => {
  it("answers 202 with the line's id once the service has accepted it", async () => {
    const api = await openSandboxApi();
    let accept = (): void => {};
    api.heard.answer = () =>
      new Promise((resolve) => {
        accept = resolve;
      });
    let isAnswered = false;
    const posting = api.say().finally(() => (isAnswered = true));
    await vi.waitFor(() => expect(api.heard.messages).toHaveLength(1));
    expect(isAnswered).toBe(false);
    accept();
    const response = await posting;
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ id: api.heard.messages[0]?.externalId });
  });

  it("takes a private line, a quote and mentions", async () => {
    const api = await openSandboxApi();
    await api.say({ group: undefined, to: "louxin", text: "我们楼几星" });
    await api.say({ text: "第一句" });
    const [, first] = await messages(api);
    await api.say({ text: "@楼小安 第二句", quote: first?.seq, mentions: ["louxin", "louxin"] });
    expect(await messages(api)).toMatchObject([
      { chat: "direct:te-1", from: "te-1", to: "louxin", text: "我们楼几星" },
      { chat: "g-a", text: "第一句" },
      { chat: "g-a", text: "@楼小安 第二句", quote: first?.seq, mentions: ["louxin"] },
    ]);
  });

  it("takes a picture, shows it, and makes two lines of a picture with words", async () => {
    const api = await openSandboxApi();
    await api.say({
      text: "看这里",
      image: { name: "楼道.png", base64: `data:image/png;base64,${png.toString("base64")}` },
    });
    const [words, picture] = await messages(api);
    expect(words).toMatchObject({ text: "看这里" });
    expect(picture).toMatchObject({ text: "", image: { name: "楼道.png" } });
    const served = await fetch(pictureUrl(api, picture));
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await served.arrayBuffer()).equals(png)).toBe(true);
    expect(api.heard.messages.map((message) => message.kind)).toEqual(["text", "image"]);
  });

  it("keeps bytes that are no picture, and never serves them as a page", async () => {
    const api = await openSandboxApi();
    const page = Buffer.from("<script>alert(1)</script>").toString("base64");
    expect((await api.say({ text: undefined, image: { name: "a.html", base64: page } })).status).toBe(202);
    const [line] = await messages(api);
    const served = await fetch(pictureUrl(api, line));
    expect(served.headers.get("content-type")).toBe("application/octet-stream");
    expect(served.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("takes the same externalId of a person for one delivery repeated, with all its lines", async () => {
    const api = await openSandboxApi();
    const image = { name: "a.png", base64: png.toString("base64") };
    const once = await (await api.say({ externalId: "7", image })).json();
    expect(await (await api.say({ externalId: "7", image })).json()).toEqual(once);
    expect(await messages(api)).toHaveLength(2);
    expect(api.store.pictures.size).toBe(1);
    await api.say({ externalId: "7", from: "ll-1" });
    expect(await messages(api)).toHaveLength(3);
  });

  it("offers again a line of which the service did not know in the end, when it is repeated", async () => {
    const api = await openSandboxApi();
    api.store.failure = new Error("the database is away");
    const refused = await api.say({ externalId: "8" });
    expect(refused.status).toBe(503);
    expect((await api.say({ externalId: "8" })).status).toBe(202);
    expect(api.heard.messages).toHaveLength(1);
  });

  it("leaves out what PostgreSQL cannot store", async () => {
    const api = await openSandboxApi();
    await api.say({ text: "前\0后\uD800" });
    expect(await messages(api)).toMatchObject([{ text: "前后\uFFFD" }]);
  });
});

describe("GET /sandbox/api/messages", () => {
  it("reads on after a number, in one chat or all", async () => {
    const api = await openSandboxApi();
    await api.say({ text: "一" });
    await api.say({ from: "pa-1", group: "g-b", text: "二" });
    await api.say({ text: "三" });
    const all = await messages(api);
    expect(all.map((line) => line.seq)).toEqual([1, 2, 3]);
    expect(await messages(api, "?after=1")).toEqual(all.slice(1));
    expect(await messages(api, "?after=0&chat=g-b")).toEqual([all[1]]);
    expect(await messages(api, "?chat=direct:te-1")).toEqual([]);
  });

  it("tells what led to a line of the bot", async () => {
    const api = await openSandboxApi();
    const { id } = (await (await api.say()).json()) as { readonly id: string };
    const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "g-a" };
    const receipt = await api.channel.send({ ref, text: "收到" });
    api.causes.set(receipt.externalId ?? "", id);
    const [said, answered] = await messages(api);
    expect(answered).toMatchObject({ from: "louxin", text: "收到", causedBy: id });
    expect(said).not.toHaveProperty("causedBy");
  });
});

describe("POST /sandbox/api/messages/{id}/recall", () => {
  it("takes back a line of one's own, once", async () => {
    const api = await openSandboxApi();
    const { id } = (await (await api.say({ text: "发错了" })).json()) as { readonly id: string };
    expect((await api.post(`/messages/${id}/recall`, { from: "te-1" })).status).toBe(204);
    expect((await api.post(`/messages/${id}/recall`, { from: "te-1" })).status).toBe(204);
    expect(await messages(api)).toMatchObject([{ id, text: "", recalled: true }]);
    expect(api.heard.messages.map((message) => message.kind)).toEqual(["text", "recall"]);
  });

  it("refuses another's line and one that is not there", async () => {
    const api = await openSandboxApi();
    const { id } = (await (await api.say()).json()) as { readonly id: string };
    expect((await api.post(`/messages/${id}/recall`, { from: "ll-1" })).status).toBe(403);
    expect((await api.post("/messages/none/recall", { from: "te-1" })).status).toBe(404);
  });
});

describe("the clock, rest and reset", () => {
  it("moves forward by minutes or to an instant", async () => {
    const api = await openSandboxApi();
    expect(await (await api.get("/clock")).json()).toEqual({ now: "2026-11-26T01:00:00.000Z" });
    const moved = await api.post("/clock", { advanceMinutes: 90 });
    expect(await moved.json()).toEqual({ now: "2026-11-26T02:30:00.000Z" });
    const set = await api.post("/clock", { set: "2026-11-27T09:00:00+08:00" });
    expect(await set.json()).toEqual({ now: "2026-11-27T01:00:00.000Z" });
  });

  it("forgets the old history where an untouched world goes back", async () => {
    const api = await openSandboxApi({ moveClock: async () => "moved" });
    const forgotten = vi.fn<() => void>();
    api.world.on("reset", forgotten);
    expect((await api.post("/clock", { set: "2026-11-20T09:00:00+08:00" })).status).toBe(200);
    expect(forgotten).toHaveBeenCalledOnce();
  });

  it("says whether there is rest", async () => {
    let isIdle = false;
    const api = await openSandboxApi({ isIdle: async () => isIdle });
    expect((await api.get("/idle")).status).toBe(409);
    isIdle = true;
    const response = await api.get("/idle");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ idle: true });
  });

  it("starts anew, with or without the sample's history, with or without a body", async () => {
    const reset = vi.fn<(how: ResetRequest) => Promise<void>>(async () => {});
    const api = await openSandboxApi({ reset });
    expect((await api.post("/reset", {})).status).toBe(200);
    expect((await api.post("/reset", { empty: true })).status).toBe(200);
    expect((await fetch(`${api.url}/reset`, { method: "POST" })).status).toBe(200);
    expect(reset.mock.calls).toEqual([[{ isEmpty: false }], [{ isEmpty: true }], [{ isEmpty: false }]]);
  });

  it("starts anew at a day, and refuses one that is too far away", async () => {
    const reset = vi.fn<(how: ResetRequest) => Promise<void>>(async () => {});
    const api = await openSandboxApi({ reset });
    const at = new Date(Date.now() + 86_400_000);
    expect((await api.post("/reset", { at: at.toISOString() })).status).toBe(200);
    expect(reset.mock.calls).toEqual([[{ isEmpty: false, at }]]);
    const refused = await problemOf(await api.post("/reset", { at: "1999-12-31T09:00:00+08:00" }));
    expect(refused).toMatchObject({ status: 422, code: "clock-too-far" });
    expect(refused.detail).toContain("离今天最多两年");
  });

  it("waits with a reset for the lines that are being accepted", async () => {
    const order: string[] = [];
    const api = await openSandboxApi({ reset: async () => void order.push("reset") });
    let accept = (): void => {};
    api.heard.answer = () =>
      new Promise((resolve) => {
        accept = () => {
          order.push("accepted");
          resolve();
        };
      });
    const posting = api.say();
    await vi.waitFor(() => expect(api.heard.messages).toHaveLength(1));
    const resetting = api.post("/reset", {});
    accept();
    expect((await posting).status).toBe(202);
    expect((await resetting).status).toBe(200);
    expect(order).toEqual(["accepted", "reset"]);
  });
});

describe("GET /sandbox/api/messages/{id}/explain", () => {
  it("tells what the bot made of a line, and 404 where there is nothing to tell", async () => {
    const api = await openSandboxApi();
    const { id } = (await (await api.say()).json()) as { readonly id: string };
    expect(await (await api.get(`/messages/${id}/explain`)).json()).toEqual({ id, intentName: "闲聊" });
    expect((await api.get("/messages/none/explain")).status).toBe(404);
  });
});
