import { describe, expect, it } from "vitest";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { buildHazard } from "../support/builders.js";
import { buildFile, noticeWords } from "./paper-builders.js";

const { write } = rectificationNotice;

describe("the words of a notice", () => {
  it("are all that its templates ask for", () => {
    expect(Object.keys(noticeWords()).toSorted()).toEqual(rectificationNotice.variables.toSorted());
    expect(noticeWords()).toMatchObject({
      subject: "消防安全",
      caseNumber: "1126-1",
      demand: "推到楼外",
      deadline: "2026年11月26日13时",
      worker: "覃工",
      issuedOn: "2026年11月26日",
    });
  });

  it("tell minutes of a deadline only where there are any, in Shanghai's time", () => {
    const hazard = buildHazard({ dueAt: new Date("2026-12-31T17:30:00Z") });
    expect(noticeWords({ hazard })["deadline"]).toBe("2027年1月1日1时30分");
  });

  it("leave lines to write on where the worker or the deadline is not known", () => {
    const { dueAt: _, ...hazard } = buildHazard();
    const { worker: __, ...file } = buildFile({ hazard });
    expect(write(file)).toMatchObject({
      value: {
        words: { worker: expect.stringMatching(/^_+$/u), deadline: expect.stringMatching(/^_+年_+月_+日_+时$/u) },
      },
    });
  });

  it("carry the day of printing where nobody was told", () => {
    const { toldAt: _, ...file } = buildFile({ drawnAt: new Date("2026-11-30T10:00:00+08:00") });
    expect(write(file)).toMatchObject({ value: { words: { issuedOn: "2026年11月30日" } } });
  });

  it("speak of fire only where the kind is about fire", () => {
    expect(noticeWords({ kind: { ...buildFile().kind, code: "S04" } })["subject"]).toBe("安全");
  });

  it("never hold who reported, where, or their words", () => {
    const hazard = buildHazard({ summary: "502小王说的" });
    const text = JSON.stringify(write(buildFile({ hazard })));
    for (const secret of [hazard.reporterId, hazard.ref.chat, hazard.summary])
      expect(text).not.toContain(`"${secret}"`);
  });
});

describe("a notice", () => {
  it.each([{ limitHours: null }, { staffOnly: true }])(
    "is refused to a kind with %j, such as an emergency or a clue",
    (over) => {
      const kind = { ...buildFile().kind, ...over };
      expect(write(buildFile({ kind }))).toEqual({ ok: false, refusal: "kind-without-notice" });
    },
  );

  it.each(["false-alarm", "duplicate", "withdrawn"] as const)("is refused to a case that is %s", (state) => {
    expect(write(buildFile({ hazard: buildHazard({ state }) }))).toEqual({ ok: false, refusal: "case-dropped" });
  });

  it("is still written for a closed case, for the file", () => {
    expect(write(buildFile({ hazard: buildHazard({ state: "closed" }) }))).toMatchObject({ ok: true });
  });
});
