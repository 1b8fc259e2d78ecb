import { onTestFinished, describe, expect, it, vi } from "vitest";
import { openSandboxApi, type SandboxApi } from "./open-sandbox-api.js";

interface HeardEvent {
  readonly event: string;
  /** The last id that a browser would send back. */
  readonly lastId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Listens as a browser does, until the test has finished. */
async function listen(api: SandboxApi, lastEventId?: string): Promise<readonly HeardEvent[]> {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const response = await fetch(`${api.url}/events`, { headers, signal: ending.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const heard: HeardEvent[] = [];
  void collect(response, heard).catch(() => undefined);
  return heard;
}

async function collect(response: Response, heard: HeardEvent[]): Promise<void> {
  let rest = "";
  let lastId = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (rest + Buffer.from(chunk).toString()).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
      );
      lastId = fields.get("id") ?? lastId;
      if (fields.has("event"))
        heard.push({ event: fields.get("event") ?? "", lastId, data: JSON.parse(fields.get("data") ?? "{}") });
    }
  }
}

const shortly = (heard: readonly HeardEvent[]) =>
  heard.map(({ event, lastId, data }) => [event, lastId, data["text"] ?? data["seq"]]);
const until = (heard: readonly HeardEvent[], count: number): Promise<void> =>
  vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), { timeout: 5000 });
const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "g-a" };

describe("GET /sandbox/api/events", () => {
  it("tells lines with their numbers as ids, recalls, the clock and a reset", async () => {
    const api = await openSandboxApi();
    const heard = await listen(api);
    const { id } = (await (await api.say({ text: "一" })).json()) as { readonly id: string };
    await api.post(`/messages/${id}/recall`, { from: "te-1" });
    await api.post("/clock", { advanceMinutes: 5 });
    await api.post("/reset", {});
    await until(heard, 4);
    expect(heard.map(({ event, lastId }) => [event, lastId])).toEqual([
      ["line", "1"],
      ["recall", "2"],
      ["clock", "2"],
      ["reset", "0"],
    ]);
    expect(heard[0]?.data).toMatchObject({ seq: 1, id, chat: "g-a", from: "te-1", text: "一" });
    expect(heard[1]?.data).toEqual({ seq: 1 });
    expect(heard[2]?.data).toEqual({ now: "2026-11-26T01:05:00.000Z" });
  });

  it("does not show a delivery repeated", async () => {
    const api = await openSandboxApi();
    const heard = await listen(api);
    await api.say({ externalId: "1", text: "一" });
    await api.say({ externalId: "1", text: "一" });
    await api.say({ text: "二" });
    await until(heard, 2);
    expect(shortly(heard)).toEqual([
      ["line", "1", "一"],
      ["line", "2", "二"],
    ]);
  });

  it("gives a page that comes back what it missed, recalls too, and then what happens", async () => {
    const api = await openSandboxApi();
    await api.say({ text: "一" });
    const { id } = (await (await api.say({ text: "二" })).json()) as { readonly id: string };
    await api.say({ text: "三" });
    await api.post(`/messages/${id}/recall`, { from: "te-1" });
    const heard = await listen(api, "1");
    await until(heard, 3);
    await api.say({ text: "四" });
    await until(heard, 4);
    expect(shortly(heard)).toEqual([
      ["line", "2", ""],
      ["line", "3", "三"],
      ["recall", "4", 2],
      ["line", "5", "四"],
    ]);
  });

  it("loses nothing that is said while a page comes back", async () => {
    const api = await openSandboxApi();
    for (let count = 1; count <= 20; count += 1) await api.say({ text: `${count}` });
    const opening = listen(api, "0");
    const saying = Array.from({ length: 20 }, (_, index) => api.say({ text: `${index + 21}` }));
    const heard = await opening;
    await Promise.all(saying);
    await until(heard, 40);
    expect(new Set(heard.map(({ data }) => data["seq"])).size).toBe(40);
    expect(heard.at(-1)?.lastId).toBe("40");
  });

  it("starts from now for a page with an id that is none", async () => {
    const api = await openSandboxApi();
    await api.say({ text: "一" });
    const heard = await listen(api, "0b9f5d1e-uuid");
    await api.say({ text: "二" });
    await until(heard, 1);
    expect(shortly(heard)).toEqual([["line", "2", "二"]]);
  });

  it("tells a line of the bot at once, and once more when its cause is known", async () => {
    const api = await openSandboxApi();
    const heard = await listen(api);
    const receipt = await api.channel.send({ ref, text: "收到" });
    await until(heard, 1);
    expect(heard[0]?.data).not.toHaveProperty("causedBy");
    api.causes.set(receipt.externalId ?? "", "line-x");
    await until(heard, 2);
    expect(heard[1]).toMatchObject({ event: "line", lastId: "1", data: { seq: 1, text: "收到", causedBy: "line-x" } });
  });
});
