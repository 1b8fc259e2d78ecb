import { describe, expect, it } from "vitest";
import { publicPlate, starWords } from "../../src/plates/public-plate.js";
import { loadStarRules } from "../../src/stars/star-rules.js";
import { rules } from "../stars/star-builders.js";
import { buildPlateFile } from "./plate-builders.js";

const effectiveAt = new Date("2026-08-18T00:30:00+08:00");
const graded = loadStarRules("templates/rules/stars-graded.yaml");
const { standing: _, ...unrated } = buildPlateFile();

describe("publicPlate", () => {
  it("says the star in words, since the Shanghai day of its effect", () => {
    expect(publicPlate(buildPlateFile({ standing: { star: 5, effectiveAt } }), rules, [])).toMatchObject({
      status: "starred",
      star: 5,
      statusText: "五星级安全文明楼栋",
      since: "2026-08-18",
    });
    expect([1, 2, 3, 4, 5].map(starWords).join()).toBe("一星级,二星级,三星级,四星级,五星级");
  });

  it("says grades where the district grades", () => {
    expect(publicPlate(buildPlateFile(), graded, []).statusText).toBe("宽管安全文明楼栋");
    const gone = buildPlateFile({ standing: { star: null, effectiveAt } });
    expect(publicPlate(gone, graded, []).statusText).toBe("已列为“禁止”");
    expect(publicPlate(gone, rules, []).statusText).toBe("已摘牌");
  });

  it("shows no points of a building that was never rated in public, however it was rated at night", () => {
    expect(publicPlate(unrated, rules, [])).toMatchObject({ status: "unrated", star: null, categories: [] });
    expect(publicPlate(unrated, rules, [])).not.toHaveProperty("ratedOn");
  });

  it("says that an objection is being looked at", () => {
    expect(publicPlate(buildPlateFile({ isUnderObjection: true }), rules, []).objectionText).toBe("异议处理中");
    expect(publicPlate(buildPlateFile(), rules, [])).not.toHaveProperty("objectionText");
  });

  it("keeps one character of each head's name, at most three heads, each once", () => {
    const headNames = ["王建国", "王小明", "3栋楼栋长伟叔", "李四", "张三"];
    expect(publicPlate(buildPlateFile({ headNames }), rules, []).heads).toEqual(["王**", "伟**", "李**"]);
  });

  it("counts open hazards only where the rules say so", () => {
    expect(rules.plate.showOpenHazards).toBe(false);
    expect(publicPlate(buildPlateFile(), rules, [])).not.toHaveProperty("openHazards");
    expect(publicPlate(buildPlateFile(), { ...rules, plate: { showOpenHazards: true } }, []).openHazards).toBe(2);
  });
});
