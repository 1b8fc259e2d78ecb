import { describe, expect, it } from "vitest";
import type { Inbox } from "../src/archive/inbox.js";
import { channelHandlers, type ReachedParts } from "../src/channel-handlers.js";
import type { MemberStore } from "../src/people/member-store.js";
import { silentLog } from "../src/shared/log.js";
import { err } from "../src/shared/result.js";
import { buildIncoming } from "./support/incoming.js";

/** Handlers over an inbox and a store of members that do what a test says. */
function open(over: { readonly accept?: Inbox["accept"]; readonly noteWriter?: MemberStore["noteWriter"] } = {}) {
  const done: string[] = [];
  const parts = {
    log: silentLog,
    inbox: {
      accept:
        over.accept ??
        (async () => {
          done.push("accepted");
          return err("duplicate");
        }),
    },
    members: {
      noteWriter: over.noteWriter ?? (async ({ externalId }) => void done.push(`noted ${externalId}`)),
    } satisfies Pick<MemberStore, "noteWriter">,
  } as unknown as ReachedParts;
  const dispatcher = { onEcho: async () => {}, onStatus: () => {}, wake: () => {} };
  return { done, handlers: channelHandlers(parts, { name: "sandbox" }, dispatcher) };
}

describe("a line that a channel hands over", () => {
  it("is accepted, and then its writer is noted as a member of the group", async () => {
    const { done, handlers } = open();
    await handlers.onMessage(buildIncoming({ isGroup: true, senderId: "te-1" }));
    expect(done).toEqual(["accepted", "noted te-1"]);
  });

  it("makes nobody a member of a private chat", async () => {
    const { done, handlers } = open();
    await handlers.onMessage(buildIncoming({ isGroup: false }));
    expect(done).toEqual(["accepted"]);
  });

  it("is accepted also where its writer cannot be noted", async () => {
    const { handlers } = open({ noteWriter: () => Promise.reject(new Error("the database is away")) });
    await expect(handlers.onMessage(buildIncoming({ isGroup: true }))).resolves.toBeUndefined();
  });

  it("is refused where it was not accepted, and nobody is noted", async () => {
    const { done, handlers } = open({ accept: () => Promise.reject(new Error("the database is away")) });
    await expect(handlers.onMessage(buildIncoming({ isGroup: true }))).rejects.toThrow("away");
    expect(done).toEqual([]);
  });
});
