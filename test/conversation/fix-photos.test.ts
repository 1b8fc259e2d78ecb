import { describe, expect, it } from "vitest";
import type { Changes, LineIntent } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { DialogData } from "../../src/conversation/dialog.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { EarlierUse, PhotoFacts } from "../../src/hazards/photo-store.js";
import type { HazardId, MediaId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" };
const photo = "m1" as MediaId;
const second = "m2" as MediaId;
const hazard = buildHazard({ responsibleId: people.landlord.id });
const before: EarlierUse = {
  hazardId: hazard.id,
  number: hazard.number,
  phase: "before",
  addedAt: hazard.openedAt,
  isExact: true,
};
const clean: PhotoFacts = { metresFrom: new Map(), earlier: [] };
const old: PhotoFacts = { ...clean, earlier: [before] };

/** The landlord's line with these photos. */
function say(
  facts: ReadonlyMap<MediaId, PhotoFacts>,
  over: { text?: string; dialog?: DialogData; cases?: readonly Hazard[]; mediaIds?: readonly MediaId[] } = {},
): Changes {
  const media = (over.mediaIds ?? [...facts.keys()]).map((id) => ({ id, mime: "image/jpeg", width: 8, height: 8 }));
  const text = over.text ?? "已经清走了";
  const dialog = over.dialog && { ref, senderId: "p1", data: over.dialog, expiresAt: new Date("2026-11-27T09:00:00Z") };
  const context: MessageContext = buildContext({
    message: buildAccepted({ ref, isGroup: false, text, media, kind: "image" }),
    sender: people.landlord,
    cases: (over.cases ?? [hazard]).map((one) => ({ hazard: one, reporterIds: [people.tenant.id] })),
    reading: text ? buildReading({ intent: "feedback", zone: "speak", feedback: { isDone: true } }) : buildReading(),
    photoFacts: facts,
    ...(dialog ? { dialog } : {}),
  });
  return decide(context);
}
const lineOf = (changes: Changes, template: string): LineIntent | undefined =>
  changes.lines.find((line) => line.template === template);
const templates = (changes: Changes): readonly string[] => changes.lines.map((line) => line.template);

describe("a fix told with the photo from before it", () => {
  const changes = say(new Map([[photo, old]]));

  it("goes to the grid worker with a hint, and the landlord is asked kindly for a new photo", () => {
    expect(templates(changes)).toEqual(["fix-received", "photo-again", "recheck-request"]);
    expect(lineOf(changes, "recheck-request")?.variables["warnings"]).toBe("这张和整改前的照片一样");
    expect(changes.steps.at(-1)?.hazard.state).toBe("awaiting-recheck");
  });

  it("keeps the hint with the evidence", () => {
    expect(changes.evidence).toMatchObject([
      { mediaId: photo, phase: "after", flags: [{ kind: "same-as-before", isExact: true }] },
    ]);
  });

  it("is never held against the landlord: nothing that they read tells of it", () => {
    const told = changes.lines.filter((line) => line.ref.chat === ref.chat);
    expect(JSON.stringify(told)).not.toMatch(/以前|一样|留意/u);
  });
});

describe("a fix told with photos", () => {
  it("has no hint where nothing is known against them", () => {
    const changes = say(new Map([[photo, clean]]));
    expect(templates(changes)).toEqual(["fix-received", "recheck-request"]);
    expect(lineOf(changes, "recheck-request")?.variables["warnings"]).toBe("");
    expect(changes.evidence).toMatchObject([{ flags: [] }]);
  });

  it("asks for no new photo where one of several is good, and says which is not", () => {
    const changes = say(
      new Map([
        [photo, clean],
        [second, old],
      ]),
    );
    expect(templates(changes)).not.toContain("photo-again");
    expect(lineOf(changes, "recheck-request")?.variables["warnings"]).toBe("第2张和整改前的照片一样");
  });

  it("takes the photo that came with the words along when it had to ask which case", () => {
    const other = buildHazard({
      id: "h2" as HazardId,
      number: "1126-2",
      code: "F01",
      responsibleId: people.landlord.id,
    });
    const asked = say(new Map([[photo, old]]), { cases: [hazard, other] });
    const dialog = asked.dialogs[0]?.data;
    expect(dialog).toMatchObject({ kind: "which-case", mediaIds: [photo] });
    const answered = say(new Map([[photo, old]]), {
      cases: [hazard, other],
      mediaIds: [],
      text: "1126-1",
      ...(dialog ? { dialog } : {}),
    });
    expect(answered.evidence).toMatchObject([
      { hazardId: hazard.id, mediaId: photo, flags: [{ kind: "same-as-before" }] },
    ]);
  });
});

describe("a photo that follows the word of a fix", () => {
  const waiting = { ...hazard, state: "awaiting-recheck" as const };
  const dialog: DialogData = {
    kind: "recent-case",
    hazardIds: [hazard.id],
    phase: "after",
    textUntil: "2026-11-26T09:00:00+08:00",
  };
  const follow = (facts: PhotoFacts): Changes => say(new Map([[photo, facts]]), { text: "", dialog, cases: [waiting] });

  it("is forwarded with a hint where it is an old one, and a new one is asked for", () => {
    const changes = follow(old);
    expect(lineOf(changes, "after-photo")?.variables["warnings"]).toBe("这张和整改前的照片一样");
    expect(templates(changes)).toEqual(["after-photo", "photo-added", "photo-again"]);
  });

  it("may look like the photo that came with the word", () => {
    const twin: EarlierUse = {
      ...before,
      phase: "after",
      addedAt: new Date("2026-11-26T08:59:30+08:00"),
      isExact: false,
    };
    expect(templates(follow({ ...clean, earlier: [twin] }))).toEqual(["after-photo", "photo-added"]);
    expect(lineOf(follow(clean), "after-photo")?.variables["warnings"]).toBe("");
  });
});

describe("the day-code", () => {
  const noticeOf = (severity: "minor" | "major" | "critical"): LineIntent | undefined => {
    const hazards = [{ code: "E01", severity, phrase: "停了两台电鸡" }];
    return lineOf(decide(buildContext({ reading: buildReport({ hazards }) })), "notice");
  };

  it("is the number of the case, asked for in the notice of what is 较大 or 重大 only", () => {
    expect(noticeOf("minor")?.variables).not.toHaveProperty("dayCode");
    for (const severity of ["major", "critical"] as const) {
      const { dayCode, number } = noticeOf(severity)?.variables ?? {};
      expect(dayCode).toBeDefined();
      expect(dayCode).toEqual(number);
    }
  });

  it("stands in the line that asks for a photo", () => {
    const changes = say(new Map(), { mediaIds: [] });
    expect(lineOf(changes, "fix-needs-photo")?.variables["dayCode"]).toBe(hazard.number);
  });
});
