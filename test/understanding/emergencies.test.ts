import { describe, expect, it } from "vitest";
import { read } from "./reader.js";

describe("emergencies", () => {
  it.each([
    ["厨房好大煤气味怎么办", "X02"],
    ["着火啦!5栋三楼", "X01"],
    ["楼下电动车烧起来了", "X01"],
    ["大家小心,3栋着火了", "X01"],
    ["七楼火烛呀快啲走", "X01"],
    ["电箱在冒火", "X01"],
    ["有人触电了快来", "X03"],
    ["老公洗澡晕倒在浴室了", "X04"],
    ["我们被困在电梯里了", "X05"],
    ["楼下有人拿刀砍人", "X06"],
    ["天台有个女的要跳楼", "X07"],
    ["我妈出门一天没回来,走丢了", "X08"],
    ["墙要塌了快跑", "X09"],
    ["有人从楼上摔下来了,流了好多血", "X10"],
  ])("reads %s as %s", (text, code) => {
    const reading = read(text);
    expect(reading.intent).toBe("emergency");
    expect(reading.emergency?.code).toBe(code);
  });

  it.each([
    "没着火,是做饭的油烟",
    "怕着火,所以把插座拔了",
    "昨晚那部电影里大楼着火了",
    "火锅店炸鸡好吃到爆炸",
    "严禁在楼道充电,防止起火",
    "跳楼价清仓",
    "我的快递被困在路上了",
    "演练:三楼着火了,请大家有序下楼",
  ])("sees no danger in %s", (text) => {
    expect(read(text).emergency).toBeUndefined();
  });
});
