import { expect, it } from "vitest";
import type { Dialog } from "../../src/conversation/dialog.js";
import { survey } from "../../src/conversation/survey.js";
import type { ReadingInput } from "../../src/understanding/reading.js";
import { buildContext, buildReading } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

it("reads a line that the bot asked about as it was written, in the group, though the answer came in private", async () => {
  const { group, candidates, sender } = buildContext();
  const asked = buildAccepted({ text: "楼梯那边电线有点乱" });
  const ref = { ...asked.ref, chat: "direct:p1" };
  const data: Dialog["data"] = {
    kind: "is-report",
    text: asked.text,
    chat: asked.ref,
    messageId: asked.id,
    sentAt: asked.sentAt.toISOString(),
  };
  const inputs: ReadingInput[] = [];
  const sources = {
    directory: { findBuildingsOfGrid: async () => candidates },
    understand: (input: ReadingInput) => {
      inputs.push(input);
      return buildReading();
    },
    botName: "楼小安",
  } as unknown as Parameters<typeof survey>[0];
  await survey(sources, {
    message: buildAccepted({ isGroup: false, ref, text: "对" }),
    sender,
    ...(group ? { group } : {}),
    dialog: { ref, senderId: "p1", data, expiresAt: new Date("2026-11-26T09:30:00+08:00") },
    previous: [],
    reading: buildReading(),
    isAnswered: false,
    isActive: true,
  });
  expect(inputs.filter(({ text }) => text === asked.text)).toMatchObject([
    { isGroup: true, mentionsBot: false, hasOpenQuestion: false, hasOpenCase: false },
  ]);
});
