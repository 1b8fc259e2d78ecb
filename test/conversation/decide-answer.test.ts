import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import { decide } from "../../src/conversation/decide.js";
import type { Dialog } from "../../src/conversation/dialog.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildContext, buildReading, buildReport } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";
import type { Command } from "../../src/understanding/reading.js";
import type { PersonId } from "../../src/shared/ids.js";

const line = buildAccepted({ text: "3栋2楼楼梯口好像停了电鸡", sentAt: new Date("2026-11-26T08:58:00+08:00") });
const direct = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" };

/** The bot asks about the line, and its writer answers in private. */
function answerWith(
  kind: Command["kind"] & ("yes" | "no" | "cancel"),
  over: Parameters<typeof buildContext>[0] = {},
): Changes {
  const asked = decide(buildContext({ message: line, reading: buildReport({ zone: "ask" }) }));
  const [dialog] = asked.dialogs;
  if (!dialog) throw new Error("the bot asked");
  return decide(
    buildContext({
      message: buildAccepted({ isGroup: false, ref: direct, text: "对" }),
      reading: buildReading({ intent: "command", command: { kind } }),
      askedAgain: buildReport(),
      dialog,
      ...over,
    }),
  );
}

describe("the answer to the question whether a line is a report", () => {
  it("files the line that was asked about, not the answer, and links both", () => {
    const changes = answerWith("yes");
    expect(changes.steps[0]?.event).toMatchObject({ kind: "reported", messageId: line.id, data: { text: line.text } });
    expect(changes.links.map(({ buildingCode, message }) => [buildingCode, message])).toEqual([
      [codeOf(3), undefined],
      [codeOf(3), { id: line.id, ref: line.ref, sentAt: line.sentAt }],
    ]);
    expect(changes.answered).toEqual([{ messageId: line.id, isReport: true }]);
  });

  it("joins an open case as the line that was asked about", () => {
    const cases = [{ hazard: buildHazard(), reporterIds: ["other" as PersonId] }];
    expect(answerWith("yes", { cases }).steps[0]?.event).toMatchObject({ kind: "joined", messageId: line.id });
  });

  it("still knows where the line was written when the building has to be asked for", () => {
    const changes = answerWith("yes", { askedAgain: buildReport({ places: [{ building: "99栋" }] }) });
    const { data } = changes.dialogs[0] as Dialog;
    expect(data).toMatchObject({
      kind: "which-building",
      messageId: line.id,
      chat: line.ref,
      sentAt: line.sentAt.toISOString(),
    });
  });

  it("keeps a 不是, and nothing of who only gives up", () => {
    expect(answerWith("no")).toMatchObject({ steps: [], answered: [{ messageId: line.id, isReport: false }] });
    expect(answerWith("cancel").answered).toEqual([]);
  });
});
