import { describe, expect, it } from "vitest";
import { read } from "./reader.js";

const codes = (text: string): readonly string[] => read(text).hazards.map(({ code }) => code);

describe("reports", () => {
  it("reads the bikes at the stairs as one hazard with its place", () => {
    const reading = read("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
    expect(reading).toMatchObject({
      intent: "report",
      zone: "speak",
      hazards: [{ code: "E01", severity: "major" }],
      places: [{ building: "3栋", floor: 2, spot: "楼梯口" }],
    });
    expect(reading.hazards).toHaveLength(1);
  });

  it("speaks where only a spot is told", () => {
    expect(read("楼梯口又停了两台电鸡,过不去人")).toMatchObject({
      intent: "report",
      zone: "speak",
      places: [{ spot: "楼梯口" }],
    });
  });

  it.each([
    ["5栋楼下从三楼拉了一根插线到树上给电动车充电", ["E03"]],
    ["502客厅里有人给电瓶充电,整夜不拔", ["E02"]],
    ["二楼的电线皮破了,铜丝都露出来", ["E05"]],
    ["8栋大门的铁皮摸上去会漏电", ["E07"]],
    ["四楼走道摆了三个鞋柜和一张床", ["F01"]],
    ["A座天台的门被房东锁了", ["F02"]],
    ["10栋三楼的灭火器都过期两年了", ["F04"]],
    ["安全出口的灯不亮了,就在2楼", ["F05"]],
    ["2楼窗户防盗网焊死了没逃生口", ["F08"]],
    ["房东用木板把一间房隔成五间", ["F09"]],
    ["防火门一直用砖头顶着,在六楼", ["F14"]],
    ["煤气瓶放在楼梯底下", ["G02"]],
    ["外墙瓷砖掉下来一块,差点砸到小孩", ["S02"]],
    ["3栋电梯老是抖,门也关不上", ["S06"]],
    ["一楼大门的门禁坏了好几天", ["P01"]],
    ["冲凉房嘅热水炉冇装烟管,喺3栋", ["G04"]],
    ["三洞楼提口的灭火气过期了", ["F04"]],
    ["3棟樓梯口停滿電單車", ["E01"]],
    ["三洞楼道灭火器过期了,防盗网没有逃生口", ["F08", "F04"]],
  ])("reads %s as %j", (text, wanted) => {
    expect(codes(text).toSorted()).toEqual(wanted.toSorted());
    expect(read(text).intent).toBe("report");
  });

  it.each([
    "冇火都响",
    "没漏气,闻错了",
    "今晚去吃火锅不,火力全开",
    "这天气热得要着火了哈哈",
    "新到一批二手电动车,九成新,800元,要的私聊",
    "【转发】昨天石岩一出租屋电动车充电起火,消防提醒大家注意安全",
    "有没有人拼车去市民中心",
    "早上好",
    "请大家不要在楼道停放电动车",
    "如果着火了往哪边跑",
    "3栋楼道以前停满电动车,现在没有了",
    "楼道里没停电动车,你看错了",
    "听说隔壁村楼梯口停满了电动车",
    "明天下午消防演练,听到警报不要慌",
    "灭火器多少钱一个",
  ])("stays silent on %s", (text) => {
    expect(read(text)).toMatchObject({ zone: "silent", hazards: [], places: [] });
    expect(read(text).emergency).toBeUndefined();
  });

  it("takes a readable report in a private chat as clear", () => {
    expect(read("门口电线垂下来了", { isGroup: false })).toMatchObject({ intent: "report", zone: "speak" });
  });

  it("asks where the same words stand alone in a group", () => {
    expect(read("电线垂得很低")).toMatchObject({ intent: "report", zone: "ask" });
  });

  it("keeps a safety notice of staff silent and takes a patrol find", () => {
    const staff = { isStaff: true };
    expect(read("台风来了,请各家收好阳台花盆,广告牌松动的要加固", staff).zone).toBe("silent");
    expect(read("巡查发现3栋2楼楼道停了两台电动车", staff)).toMatchObject({ intent: "report", zone: "speak" });
  });
});
