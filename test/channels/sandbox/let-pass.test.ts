import { describe, expect, it } from "vitest";
import { openSandboxApi, problemOf, type SandboxApi } from "./open-sandbox-api.js";

describe("POST /sandbox/api/groups/{id}/members", () => {
  const members = async (api: SandboxApi): Promise<readonly string[] | undefined> => {
    const world = (await (await api.get("/world")).json()) as { groups: { id: string; memberIds: string[] }[] };
    return world.groups.find((one) => one.id === "g-a")?.memberIds;
  };

  it("answers 204 once the service has noted who came, and who went", async () => {
    const api = await openSandboxApi();
    expect((await api.post("/groups/g-a/members", { join: ["pa-1", "pa-1"] })).status).toBe(204);
    expect(await members(api)).toEqual(["te-1", "ll-1", "pa-1"]);
    expect((await api.post("/groups/g-a/members", { leave: ["te-1", "pa-1"] })).status).toBe(204);
    expect(await members(api)).toEqual(["ll-1"]);
    expect(api.heard.membership).toMatchObject([
      { kind: "joined", ref: { chat: "g-a" }, personIds: ["pa-1"] },
      { kind: "left", ref: { chat: "g-a" }, personIds: ["te-1", "pa-1"] },
    ]);
  });

  it("brings the bot in, which stands in no list of members", async () => {
    const api = await openSandboxApi();
    expect((await api.post("/groups/g-a/members", { join: ["louxin"] })).status).toBe(204);
    expect(await members(api)).toEqual(["te-1", "ll-1"]);
    expect(api.heard.membership).toMatchObject([{ kind: "joined", personIds: [], isBotToo: true }]);
  });

  it.each([
    ["g-none", { join: ["pa-1"] }, { status: 404, code: "unknown-group" }],
    ["g-a", { join: ["nobody"] }, { status: 404, code: "unknown-person" }],
    ["g-a", {}, { status: 422, code: "invalid-request" }],
    ["g-a", { join: [] }, { status: 422, code: "invalid-request" }],
    ["g-a", { join: ["pa-1"], leave: ["te-1"] }, { status: 422, code: "invalid-request" }],
  ])("refuses %s %j with %j", async (group, body, problem) => {
    const api = await openSandboxApi();
    const response = await api.post(`/groups/${group}/members`, body);
    expect(await problemOf(response)).toMatchObject(problem);
  });

  it("answers 503 where the service does not note it", async () => {
    const api = await openSandboxApi();
    api.heard.onMembership = () => Promise.reject(new Error("the database is away"));
    const response = await api.post("/groups/g-a/members", { join: ["pa-1"] });
    expect(await problemOf(response)).toMatchObject({ status: 503, code: "not-noted" });
  });
});
