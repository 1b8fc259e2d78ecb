import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

describe("the story's report", () => {
  it("is read with code, severity, building, floor and spot", () => {
    expect(read("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去")).toMatchObject({
      intent: "report",
      zone: "speak",
      hazards: [{ code: "E01", severity: "major" }],
      places: [{ building: "3栋", floor: 2, spot: "楼梯口" }],
    });
  });

  it("is one without a building too", () => {
    const reading = read("楼梯口又停了两台电鸡");
    expect(reading).toMatchObject({ intent: "report", zone: "speak", hazards: [{ code: "E01" }] });
    expect(reading.places).toEqual([{ spot: "楼梯口" }]);
  });

  it("gives its reasons in Chinese", () => {
    const { reasons } = read("5栋走廊堆满纸箱");
    expect(reasons.length).toBeGreaterThan(1);
    for (const reason of reasons) expect(reason).toMatch(/[\u4e00-\u9fff]/u);
  });
});

describe("a report in a group", () => {
  it.each([
    ["7栋门厅停了四五台电瓶车，人要侧着走", "E01"],
    ["有人推着电动车上了电梯，就是6栋的", "E01"],
    ["402把电瓶提回屋里充电，一充就是一整夜", "E02"],
    ["对面楼又从四楼窗户吊了根插排下来给电驴充", "E03"],
    ["巷子里的电线垂得很低，个子高的会碰头", "E04"],
    ["客厅插座一插就冒火星，边上都烧黑了", "E05"],
    ["2栋一楼电表箱没有盖，小孩伸手就摸得到", "E06"],
    ["摸到热水器就麻手", "E07"],
    ["四楼楼梯间堆了好几张旧床垫", "F01"],
    ["9栋天台门被人用铁链锁住了", "F02"],
    ["消防通道停满了车，消防车肯定进不来", "F03"],
    ["楼道里的灭火器都过期两年了", "F04"],
    ["安全出口指示灯不亮", "F05"],
    ["三楼烟感一直滴滴响没人修", "F06"],
    ["消防栓打开没有水", "F07"],
    ["窗户防盗网全部焊死，没留逃生口", "F08"],
    ["二房东用木板把大房隔成六间", "F09"],
    ["一楼囤了十几桶油漆和酒精", "F10"],
    ["楼下五金店里晚上还住着一家人", "F11"],
    ["有人在楼道烧纸，火星乱飞", "F12"],
    ["楼梯底下放着五六个煤气罐", "G02"],
    ["厨房的煤气软管老化裂开了", "G03"],
    ["房东把热水器装在浴室里没有烟管", "G04"],
    ["墙上的裂缝越来越大，手指都伸得进去", "S01"],
    ["8栋外墙瓷砖往下掉，差点砸到人", "S02"],
    ["楼上装修正在砸承重墙", "S03"],
    ["三楼楼梯扶手松了，一推就晃", "S04"],
    ["电梯一直抖，门也关不上", "S06"],
    ["村口的井盖不见了", "S07"],
    ["楼顶的广告牌被风吹得快掉下来了", "S08"],
    ["地下车库进水了", "W01"],
    ["二楼楼道灯坏了，晚上黑漆漆的", "M01"],
  ])("%s is %s", (text, code) => {
    const reading = read(text);
    expect(reading.emergency).toBeUndefined();
    expect(reading).toMatchObject({ intent: "report", zone: "speak" });
    expect(reading.hazards.map((hazard) => hazard.code)).toContain(code);
  });

  it("is major where the way is blocked for good", () => {
    expect(read("3栋走廊堵死了，一个人都过不去").hazards).toMatchObject([{ code: "F01", severity: "major" }]);
    expect(read("3栋走廊堆了两箱杂物").hazards).toMatchObject([{ code: "F01", severity: "minor" }]);
  });

  it("names two hazards at two buildings", () => {
    const reading = read("3栋楼道停了电动车,5栋天台门锁了");
    expect(reading.hazards.map((hazard) => hazard.code)).toEqual(["E01", "F02"]);
    expect(reading.places.map((place) => place.building)).toEqual(["3栋", "5栋"]);
  });

  it("may be a landlord's own declaration", () => {
    expect(read("我那栋8栋三楼灭火器过期了,先报备一下", { isResponsible: true })).toMatchObject({
      intent: "report",
      zone: "speak",
    });
  });
});

describe("spelling", () => {
  it.each([
    ["3棟樓梯口停滿電動車", "E01"],
    ["3 栋 楼 梯 口 停 满 电 动 车", "E01"],
    ["3栋楼提口停满电频车", "E01"],
    ["灭火气早就过期了", "F04"],
    ["有人系楼道充电瓶,成晚都唔拔", "E02"],
    ["3栋楼梯口🛵停满电动车❗❗", "E01"],
    ["3栋\u200b楼梯口停\u2060满电动车", "E01"],
  ])("%s is understood", (text, code) => {
    expect(read(text).hazards.map((hazard) => hazard.code)).toContain(code);
  });
});

describe("how sure it must be", () => {
  it("asks where the words alone are thin, and speaks where the bot is called or the line is private", () => {
    const text = "老是跳闸";
    expect(read(text).zone).not.toBe("speak");
    expect(read(text, { mentionsBot: true }).zone).toBe("speak");
    expect(read(text, { isGroup: false }).zone).toBe("speak");
    expect(read(text, { hasPhoto: true }).zone).toBe("speak");
  });

  it.each(["我家厕所漏水了", "我家厕所漏水到楼下了"])("takes a hazard told to the bot for a report: %s", (text) => {
    const direct = { isGroup: false, nickname: "4栋401湘妹子" };
    expect(read(text, direct)).toMatchObject({ intent: "report", zone: "speak", hazards: [{ code: "S05" }] });
  });
});
