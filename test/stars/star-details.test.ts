import { describe, expect, it } from "vitest";
import { loadTemplates } from "../../src/message-templates/templates.js";
import { rateBuilding } from "../../src/stars/rate-building.js";
import { starDetails } from "../../src/stars/star-details.js";
import { buildFacts, buildRatedHazard, rules, today } from "./star-builders.js";

describe("starDetails", () => {
  it("fills the private answer: categories, what cost points, what would raise the star", () => {
    const rating = rateBuilding(buildFacts({ hazards: [buildRatedHazard()] }), rules, today);
    const details = starDetails(rating, rules);
    expect(details).toEqual({
      score: "96",
      categories: "安全宜居37/40,管理规范25/25,诚实守信16/20,文明卫生15/15",
      costs: "主动申报:扣4分(主动申报占比0%);用电安全:扣3分(1120-1)",
      raises: "办好1120-1(用电安全),就够5星的条件",
    });
    const text = loadTemplates("templates/messages").render("star-private", {
      building: "3栋",
      star: "4星",
      ...details,
    });
    expect(text).toContain("安全宜居37/40");
  });

  it("says that an objection is being looked at, and that nothing is missing", () => {
    const details = starDetails(rateBuilding(buildFacts({ hasPendingAppeal: true }), rules, today), rules);
    expect(details.categories).toMatch(/^异议处理中,/u);
    expect(details).toMatchObject({ costs: "没有", raises: "保持现在这样就好" });
  });

  it("says why the plate is gone or there is no star", () => {
    const vetoed = rateBuilding(buildFacts({ vetoes: [{ id: "V1", confirmedOn: today }] }), rules, today);
    expect(starDetails(vetoed, rules).categories).toContain("摘牌原因:火灾致人伤亡");
    expect(starDetails(rateBuilding(buildFacts({ metrics: {} }), rules, today), rules).categories).toContain(
      "档案还没建好",
    );
  });
});
