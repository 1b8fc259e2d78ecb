import { describe, expect, it } from "vitest";
import { joinQuote, splitQuote } from "../../../src/channels/wechaty/quote.js";

describe("splitQuote", () => {
  it("takes name, quoted text and answer apart, with the colon of WeChat's Chinese client", () => {
    const text = "「楼小安：收到，编号1126-1：3栋二楼楼梯口」\n- - - - - - - - - - - - - - -\n已经清走了";
    expect(splitQuote(text)).toEqual({
      text: "已经清走了",
      quote: { senderName: "楼小安", text: "收到，编号1126-1：3栋二楼楼梯口" },
    });
  });

  it("takes a quote of several lines and an answer of several lines", () => {
    const text = "「阿珍:第一行\n第二行」\n- - - - - - - - - - - - - - -\n好\n马上去";
    expect(splitQuote(text)).toEqual({ text: "好\n马上去", quote: { senderName: "阿珍", text: "第一行\n第二行" } });
  });

  it.each(["「今天」真热", "「阿珍：在吗」", "说好的\n- - - - - - -\n没有引用", ""])("leaves %j as it is", (text) => {
    expect(splitQuote(text)).toEqual({ text });
  });

  it("reads what joinQuote writes", () => {
    const quoted = { senderName: "陈伯(28号房东)", text: "知道了：马上" };
    expect(splitQuote(joinQuote(quoted, "谢谢"))).toEqual({ text: "谢谢", quote: quoted });
  });
});
