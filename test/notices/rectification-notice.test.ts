import { describe, expect, it } from "vitest";
import { type NoticeParts, writeNotice } from "../../src/notices/rectification-notice.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";
import { buildParts } from "./notice-builders.js";

const placeOf = (place: NoticeParts["hazard"]["place"]): string | undefined => {
  const notice = writeNotice(buildParts({ hazard: buildHazard({ place }) }));
  return notice.ok ? notice.value.where : undefined;
};

describe("writeNotice", () => {
  it("says who, where, what, by when and on what basis", () => {
    expect(writeNotice(buildParts())).toEqual({
      ok: true,
      value: {
        hazardId: buildHazard().id,
        caseNumber: "1126-1",
        year: "2026",
        isFireSafety: true,
        building: buildBuilding(3),
        responsible: { name: "兰姐", role: "业主" },
        workerName: "覃工",
        where: "2楼楼梯口",
        what: "电动自行车进楼入户停放",
        severityName: "较大",
        demand: "推到楼外",
        basis: buildParts().kind.basis,
        dueAt: new Date("2026-11-26T13:00:00+08:00"),
        issuedAt: new Date("2026-11-26T09:00:00+08:00"),
      },
    });
  });

  it("never holds who reported, where, or their words", () => {
    const hazard = buildHazard({ summary: "502小王说的" });
    const text = JSON.stringify(writeNotice(buildParts({ hazard })));
    for (const secret of [hazard.reporterId, hazard.ref.chat, hazard.summary])
      expect(text).not.toContain(`"${secret}"`);
  });

  it.each([
    [{ floor: 5, room: "502" }, "5楼502房"],
    [{ floor: 5, room: "502", spot: "阳台" }, "5楼502房阳台"],
    [{ room: "502室" }, "502室"],
    [{ room: "502", spot: "502房门口" }, "502房门口"],
    [{ floor: 2, spot: "2楼楼梯口" }, "2楼楼梯口"],
    [{ floor: -1, spot: "车库" }, "负1楼车库"],
    [{}, ""],
  ])("names the place %j as people say it", (place, words) => {
    expect(placeOf(place)).toBe(words);
  });

  it("names the first role at this building that somebody vouched for", () => {
    const roles = [
      { kind: "landlord", buildingCode: codeOf(3), isVerified: false },
      { kind: "landlord", buildingCode: codeOf(4), isVerified: true },
      { kind: "head", buildingCode: codeOf(3), isVerified: true },
      { kind: "sublandlord", buildingCode: codeOf(3), isVerified: true },
    ] as const;
    expect(writeNotice(buildParts({ responsible: { ...people.landlord, roles } }))).toMatchObject({
      value: { responsible: { name: "兰姐", role: "二房东" } },
    });
    expect(writeNotice(buildParts({ responsible: { ...people.landlord, roles: [] } }))).toMatchObject({
      value: { responsible: { name: "兰姐" } },
    });
  });

  it.each(["", " ", "-"])("leaves the basis %j to the department", (basis) => {
    const notice = writeNotice(buildParts({ kind: { ...buildParts().kind, basis } }));
    expect(notice).toMatchObject({ ok: true });
    expect(notice).not.toHaveProperty("value.basis");
  });

  it.each([{ limitHours: null }, { staffOnly: true }])(
    "refuses a kind with %j, such as an emergency or a clue",
    (over) => {
      const kind = { ...buildParts().kind, ...over };
      expect(writeNotice(buildParts({ kind }))).toEqual({ ok: false, refusal: "kind-without-notice" });
    },
  );

  it.each(["false-alarm", "duplicate", "withdrawn"] as const)("refuses a case that is %s", (state) => {
    expect(writeNotice(buildParts({ hazard: buildHazard({ state }) }))).toEqual({ ok: false, refusal: "case-dropped" });
  });

  it("still writes that of a closed case, for the file", () => {
    expect(writeNotice(buildParts({ hazard: buildHazard({ state: "closed" }) }))).toMatchObject({ ok: true });
  });
});
