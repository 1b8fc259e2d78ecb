import { describe, expect, it } from "vitest";
import { caseVariables, caseWords } from "../../src/notices/case-on-paper.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { people } from "../support/context-builders.js";
import { buildFile } from "./paper-builders.js";

describe("caseWords", () => {
  it("says which case, where, what, who and on what basis", () => {
    const words = caseWords(buildFile());
    expect(Object.keys(words).toSorted()).toEqual(caseVariables.toSorted());
    expect(words).toEqual({
      number: "〔2026〕1126-1号",
      street: "西乡街道",
      community: "麻布社区",
      building: "华侨新村3栋",
      buildingCode: codeOf(3),
      address: "广东省深圳市宝安区西乡街道麻布社区华侨新村3栋",
      responsible: "兰姐（业主）",
      where: "2楼楼梯口",
      what: "电动自行车进楼入户停放",
      severity: "较大",
      basis: "《深圳经济特区消防条例》（2023）第100条；《高层民用建筑消防安全管理规定》第37条、第47条",
    });
  });

  it.each([
    [{ floor: 5, room: "502" }, "5楼502房"],
    [{ floor: 5, room: "502", spot: "阳台" }, "5楼502房阳台"],
    [{ room: "502室" }, "502室"],
    [{ room: "502", spot: "502房门口" }, "502房门口"],
    [{ floor: 2, spot: "2楼楼梯口" }, "2楼楼梯口"],
    [{ floor: -1, spot: "车库" }, "负1楼车库"],
    [{}, "以网格员现场指认为准"],
  ])("names the place %j as people say it", (place, where) => {
    expect(caseWords(buildFile({ hazard: buildHazard({ place }) }))).toMatchObject({ where });
  });

  it("names the first role at this building that somebody vouched for", () => {
    const roles = [
      { kind: "landlord", buildingCode: codeOf(3), isVerified: false },
      { kind: "landlord", buildingCode: codeOf(4), isVerified: true },
      { kind: "head", buildingCode: codeOf(3), isVerified: true },
      { kind: "sublandlord", buildingCode: codeOf(3), isVerified: true },
    ] as const;
    const words = caseWords(buildFile({ responsible: { ...people.landlord, roles } }));
    expect(words.responsible).toBe("兰姐（二房东）");
    expect(caseWords(buildFile({ responsible: { ...people.landlord, roles: [] } })).responsible).toBe("兰姐");
  });

  it("leaves a line to write on where nobody is responsible", () => {
    const { responsible: _, ...file } = buildFile();
    expect(caseWords(file).responsible).toMatch(/^_+$/u);
  });

  it.each(["", " ", "-"])("leaves the basis %j to the department", (basis) => {
    const kind = { ...buildFile().kind, basis };
    expect(caseWords(buildFile({ kind })).basis).toBe("以主管部门答复为准");
  });

  it("prints the punctuation of Chinese, not that of a rule file", () => {
    const kind = { ...buildFile().kind, name: "a,b(c)", basis: "a;b:c" };
    expect(Object.values(caseWords(buildFile({ kind }))).join("")).not.toMatch(/[,;:()]/u);
  });
});
