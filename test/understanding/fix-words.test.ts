import { describe, expect, it } from "vitest";
import { saysFinished, saysNotFixed } from "../../src/understanding/fix-words.js";

describe("saysFinished", () => {
  it.each([
    "鞋柜收进屋了,别再拍我门口照片啦",
    "扶手焊上了,我自己用力摇过不动",
    "已按要求整改 请验收",
    "水管接好哒,不漏哒",
    "车推去换电柜那边了",
    "灭火器都换啦妹子",
  ])("knows a fix in other words: %s", (text) => expect(saysFinished(text)).toBe(true));

  it.each([
    "我去看看",
    "等下过去看",
    "我叫人去弄了",
    "已经叫师傅了",
    "在路上了",
    "不是我的车",
    "租客说不肯搬",
    "我不在深圳 让管理员去看",
    "402不让我进门 说锯了不安全怕贼",
    "没弄 也没人联系我",
    "木板拆一半,剩下的等月底",
    "今天搞不了 下大雨",
    "我们家的事 你少管",
  ])("takes nothing else for one: %s", (text) => expect(saysFinished(text)).toBe(false));
});

describe("saysNotFixed", () => {
  it.each(["没改啊 还在", "没弄好", "还是漏", "又停了两台", "根本没人修", "哪里修好了", "还是那样", "没改", "冇整过"])(
    "hears that it is not: %s",
    (text) => expect(saysNotFixed(text)).toBe(true),
  );

  it.each(["好了 谢谢", "改好了没", "还没修吗?", "没问题了", "收到", "可以了,没事了", "不用了"])(
    "hears nothing of the kind: %s",
    (text) => expect(saysNotFixed(text)).toBe(false),
  );
});
