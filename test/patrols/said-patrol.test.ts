import { describe, expect, it } from "vitest";
import { readPatrol, readPatrolAnswer, type SaidPatrol } from "../../src/patrols/said-patrol.js";

/** Tuesday, nine in the morning. */
const now = new Date("2026-12-01T09:00:00+08:00");
const at = (time: string): Date => new Date(`2026-12-${time}:00+08:00`);

/** 3栋+ is well, 5栋- is not. */
const places = (said: Pick<SaidPatrol, "places"> | undefined): string | undefined =>
  said?.places.map(({ estate = "", building, isNormal }) => `${estate}${building}${isNormal ? "+" : "-"}`).join(" ");

describe("readPatrol", () => {
  it.each([
    ["早巡完 3栋5栋正常", "morning", "3栋+ 5栋+"],
    ["午巡 3栋 一楼堆了纸箱", "noon", "3栋-"],
    ["晚查过了都正常", "evening", ""],
    ["巡查:3栋 5栋 8栋没问题", "morning", "3栋+ 5栋+ 8栋+"],
    ["三查一巡 今天都看过了", "morning", ""],
    ["三查一巡做好了", "morning", ""],
    ["早巡完华侨新村3栋正常", "morning", "华侨新村3栋+"],
    ["巡完3栋,没发现隐患", "morning", "3栋+"],
    ["我巡了3栋5栋", "morning", "3栋+ 5栋+"],
    ["3、5、8栋巡过了", "morning", "3栋+ 5栋+ 8栋+"],
    ["3 5 8栋早巡正常", "morning", "3栋+ 5栋+ 8栋+"],
    ["今天早上巡查完毕,一切正常", "morning", ""],
    ["午巡完成,28号正常", "noon", "28号+"],
    ["早巡完八巷12号正常", "morning", "八巷12号+"],
    ["早巡 兰姐那栋正常", "morning", "兰姐那栋+"],
    ["早巡 3栋正常,5栋还没巡", "morning", "3栋+"],
    ["早巡完 3栋5栋正常 8栋一楼堆了纸箱", "morning", "3栋+ 5栋+ 8栋-"],
    ["巡查情况:3栋正常;5栋消防通道堵了", "morning", "3栋+ 5栋-"],
    ["晚巡3栋灯不正常", "evening", "3栋-"],
    ["晚巡 8:30 3栋正常 辛苦了", "evening", "3栋+"],
    ["早巡 3栋正常 一楼堆了纸箱", "morning", "3栋-"],
    ["巡查 3栋 5栋", "morning", "3栋+ 5栋+"],
    ["早巡", "morning", ""],
  ])("%s", (line, part, told) => {
    const said = readPatrol(line, now);
    expect([said?.part, places(said), said?.day]).toEqual([part, told, "2026-12-01"]);
  });

  it.each([
    "大家早巡了吗",
    "早巡记得打卡",
    "晚巡 7点开始",
    "巡查:明天上午集合",
    "上午检查组来了",
    "巡逻队来了",
    "巡查组到3栋了",
    "下午检查了消防设施",
    "今晚查了监控",
    "晚查房 宿管来了",
    "早上查水表 3栋",
    "检查 3栋",
    "3栋没问题",
    "3栋正常",
    "查过了",
    "3栋几点巡查",
    "还没巡",
    "保安巡过了",
    "",
  ])("finds none in %s", (line) => {
    expect(readPatrol(line, now)).toBeUndefined();
  });

  it("keeps what is not well in the words of its writer, with the building that was named for it", () => {
    const trouble = (line: string): string | undefined => readPatrol(line, now)?.trouble;
    expect(trouble("午巡 3栋 一楼堆了纸箱")).toBe("3栋 一楼堆了纸箱");
    expect(trouble("早巡完 3栋5栋正常 8栋一楼堆了纸箱,已经叫人清")).toBe("8栋 一楼堆了纸箱,已经叫人清");
    expect(trouble("早巡 3栋正常 一楼堆了纸箱")).toBe("3栋 一楼堆了纸箱");
    expect(trouble("午巡 一楼堆了纸箱")).toBe("一楼堆了纸箱");
    expect(trouble("午巡 一楼有股怪味")).toBe("一楼有股怪味");
    expect(trouble("晚巡 不正常")).toBe("不正常");
    for (const line of ["早巡完 3栋正常 辛苦了", "早巡完 3栋正常 今天有点冷", "早巡完 3栋正常,谢谢楼小安"])
      expect(trouble(line)).toBe("");
  });

  it("takes the others together where the line does", () => {
    const said = readPatrol("早巡完 3栋楼道有杂物,其他都正常", now);
    expect([places(said), said?.hasOthers]).toEqual(["3栋-", true]);
  });

  it.each([
    ["巡完3栋", at("01T12:00"), "noon", "2026-12-01"],
    ["巡完3栋", at("01T20:00"), "evening", "2026-12-01"],
    ["巡完3栋", at("02T00:30"), "evening", "2026-12-01"],
    ["晚巡完3栋", at("02T00:30"), "evening", "2026-12-01"],
    ["早巡完3栋", at("02T04:30"), "morning", "2026-12-02"],
    ["昨晚巡过了", at("02T09:00"), "evening", "2026-12-01"],
    ["昨天早上巡过了", at("02T09:00"), "morning", "2026-12-01"],
    ["下午巡了3栋", at("02T18:00"), "noon", "2026-12-02"],
  ])("%s said at %s", (...[line, said, part, day]) => {
    expect(readPatrol(line, said)).toMatchObject({ part, day });
  });

  it.each([
    ["早巡完 3栋正常", true],
    ["午巡 3栋 一楼堆了纸箱", true],
    ["晚查过了都正常", true],
    ["三查一巡 今天都看过了", true],
    ["我巡了3栋5栋", true],
    ["早巡", false],
    ["巡了", false],
    ["巡查 3栋 5栋", false],
  ])("%s among others is clear: %s", (line, isClear) => {
    expect(readPatrol(line, now)?.isClear).toBe(isClear);
  });
});

describe("readPatrolAnswer", () => {
  it.each([
    ["3栋 5栋", { said: "3栋+ 5栋+", isAll: false, isDropped: false }],
    ["3栋5栋都正常", { said: "3栋+ 5栋+", isAll: false, isDropped: false }],
    ["全部", { said: "", isAll: true, isDropped: false }],
    ["都巡了", { said: "", isAll: true, isDropped: false }],
    ["算了", { said: "", isAll: false, isDropped: true }],
  ])("%s", (line, { said, ...wanted }) => {
    const answer = readPatrolAnswer(line);
    expect(answer).toMatchObject(wanted);
    expect(places(answer)).toBe(said);
  });

  it.each(["3栋通过", "今日", "5栋一楼堆了纸箱", "3栋几星", "退回 2"])("is none: %s", (line) => {
    expect(readPatrolAnswer(line)).toBeUndefined();
  });
});
