import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskForRefiner } from "../../src/understanding/mask-for-refiner.js";

const mask = (text: string, names: readonly string[] = [], places: readonly string[] = []): string =>
  maskForRefiner(text, { names, places });

describe("masking a line for a language model", () => {
  it.each([
    ["我电话13800138000", "我电话[电话]"],
    ["我电话138 0013 8000,打我", "我电话[电话],打我"],
    ["打138****8000", "打[电话]"],
    ["0755-27788888没人接", "[电话]没人接"],
    ["幺三八零零幺三八零零零", "[号码]"],
    ["身份证440306199001011234", "身份证[号码]"],
    ["身份证44030619900101123X", "身份证[号码]"],
    ["身份证4403****1234", "身份证[号码]"],
    ["码440306018003050000312", "码[号码]"],
    ["粤B12345挡路", "[车牌]挡路"],
    ["粤BD12345挡路", "[车牌]挡路"],
    ["粤B·****5挡路", "[车牌]挡路"],
    ["微信号wang_1990", "[账号]"],
    ["写信a.b@example.cn", "写信[账号]"],
    ["看https://example.cn/?u=5", "看[链接]"],
  ])("takes out numbers: %s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    ["3栋502门口堆了纸皮", "[楼][房]门口堆了纸皮"],
    ["三栋四零二漏水", "[楼][房]漏水"],
    ["3号楼1203A漏电", "[楼][房]漏电"],
    ["B座楼梯口停电鸡", "[楼]楼梯口停电鸡"],
    ["八巷12号的天台门锁了", "[楼][楼]的天台门锁了"],
    ["12房有人充电", "[房]有人充电"],
    ["302天花板漏水", "[房]天花板漏水"],
    ["我们华侨新村的消防通道堵了", "我们[楼]的消防通道堵了"],
    ["上合村后面的车棚冒烟", "[楼]后面的车棚冒烟"],
    ["上星路60号门口", "[楼]门口"],
  ])("takes out places: %s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    ["兰姐让人把电鸡推上楼", "[人]让人把电鸡推上楼"],
    ["豆豆妈又在走廊烧纸", "[人]又在走廊烧纸"],
    ["阿珍家在炸东西", "[人]家在炸东西"],
    ["小王又拉线", "[人]又拉线"],
    ["张工说明天来", "[人]说明天来"],
    ["李建国先生不肯开门", "[人]不肯开门"],
    ["房东李建国锁了天台", "房东[人]锁了天台"],
    ["我叫陈小红,住二楼", "我叫[人],住二楼"],
    ["@李建国 楼道堵了", "[人] 楼道堵了"],
    ["@李建国\u2005楼道堵了", "[人] 楼道堵了"],
  ])("takes out people: %s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it("takes out the writer's nickname, whole and in parts", () => {
    expect(mask("我是晓燕,3栋405晓燕,电线冒火花", ["3栋405晓燕🌸"])).toBe("我是[人],[楼][房][人],电线冒火花");
    expect(mask("Lily又把门堵了", ["B座1203 lily"])).toBe("[人]又把门堵了");
  });

  it("takes out what the reader found, not a part of another number", () => {
    expect(mask("富民楼楼道堆满了", [], ["富民楼"])).toBe("[楼]楼道堆满了");
    expect(mask("13栋楼道堆满了", [], ["3栋"])).toBe("[楼]楼道堆满了");
  });

  it.each([
    "线路老化,插座冒火花",
    "一楼楼梯口停了3台电动车",
    "220V的线接到380V上",
    "充电收300块一个月,100多台车",
    "打119也没人来",
    "施工的把消防栓拆了",
    "小区里小孩玩火",
  ])("leaves the hazard: %s", (text) => {
    expect(mask(text)).toBe(text);
  });

  it("reads full-width and hidden characters as what they look like", () => {
    expect(mask("电话138\u200b0013\u200b8000,3栋502")).toBe("电话[电话],[楼][房]");
  });

  it("sends 300 characters at most, and no half of a number at a cut", () => {
    expect(mask("楼道堆满了".repeat(2000))).toHaveLength(300);
    expect(mask(`${"1".repeat(997)}x138`)).not.toContain("138");
  });

  it("leaves no private part of any line, whatever stands around it, and never throws", () => {
    const secrets = ["13800138000", "440306199001011234", "粤B12345", "3栋405晓燕", "晓燕", "9栋", "1203", "兰姐"];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...secrets), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom("楼道堵了", "。", " ", "在充电", ",", "!"), { minLength: 5, maxLength: 5 }),
        (chosen, between) => {
          const text = chosen.map((secret, at) => `${between[at]}${secret}`).join("") + between.at(-1);
          const masked = mask(text, ["3栋405晓燕"]);
          for (const part of ["138", "4403", "1234", "粤B", "晓燕", "9栋", "3栋", "1203", "405", "兰姐"])
            expect(masked).not.toContain(part);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, name) => {
        expect(mask(`${text}${name}${text}`, [name], [name]).length).toBeLessThanOrEqual(300);
      }),
    );
  });

  it("takes little time for a long line of anything", () => {
    const begun = performance.now();
    for (const one of ["*", "a", "1", "王", "@", "a.", "1*"]) mask(one.repeat(20_000), ["3栋405晓燕"]);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
