import { describe, expect, it } from "vitest";
import { isOnlyAlone, needIn } from "../../src/conversation/hand-over-words.js";

describe("a child who is alone", () => {
  it.each(["我12岁,一个人在家", "我才十二岁", "我今年9岁,爸妈不在家,就我一个人,怎么办", "爸妈都不在家,我害怕"])(
    "tells of no danger: %s",
    (text) => expect(isOnlyAlone(text)).toBe(true),
  );

  it.each([
    "我12岁,一个人在家,着火了",
    "我12岁,有人敲门",
    "我9岁,肚子好痛",
    "爸妈不在家,煤气味好大",
    "我12岁,被锁在家里",
  ])("may tell of danger: %s", (text) => expect(isOnlyAlone(text)).toBe(false));
});

describe("what somebody needs a person for", () => {
  it.each([
    "转人工",
    "@楼小安 转人工",
    "人工客服",
    "我要找真人",
    "有真人吗?",
    "麻烦叫一下网格员",
    "不要机器人",
    "请帮我找网格员,谢谢",
  ])("hears a wish for a person: %s", (text) => expect(needIn(text)).toBe("person"));

  it.each([
    "我才十二岁",
    "我12岁",
    "我今年才9岁,一个人在家",
    "我是小孩",
    "我还是小学生",
    "爸妈不在家",
    "爸妈都不在家,我一个人在家",
    "爸妈不在家,我害怕",
  ])("hears a child: %s", (text) => expect(needIn(text)).toBe("child"));

  it.each([
    "我害怕",
    "我好害怕啊",
    "我现在真的很怕",
    "被威胁了",
    "房东威胁我要断电",
    "有人恐吓我",
    "我不敢说",
    "不敢出声",
  ])("hears fear: %s", (text) => expect(needIn(text)).toBe("fear"));

  it.each([
    "人工费多少钱",
    "找人修一下灯",
    "网格员昨天来过了",
    "网格员电话多少",
    "我家小孩十二岁",
    "我是小孩家长",
    "我18岁",
    "我十八岁",
    "我住12栋",
    "爸妈不在家的时候谁来签收",
    "孩子害怕黑,楼道灯坏了",
    "我怕下雨会漏",
    "不敢说百分百,好像是三楼",
    "没有人威胁我",
    "怎么会威胁我们安全呢",
    "电线威胁到大家安全",
    "",
  ])("leaves alone: %s", (text) => expect(needIn(text)).toBeUndefined());
});
