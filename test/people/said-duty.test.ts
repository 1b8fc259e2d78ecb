import { describe, expect, it } from "vitest";
import { findPeriod, periodWords } from "../../src/people/duty-period.js";
import { readDuty, readDutyAnswer } from "../../src/people/said-duty.js";

/** Tuesday, nine in the morning. */
const now = new Date("2026-12-01T09:00:00+08:00");
const at = (time: string): Date => new Date(`2026-12-${time}:00:00+08:00`);

describe("findPeriod", () => {
  it.each([
    ["今天", now, at("02T00")],
    ["今晚", at("01T18"), at("02T08")],
    ["明天", at("02T00"), at("03T00")],
    ["明天下午", at("02T14"), at("02T18")],
    ["明天到周五", at("02T00"), at("05T00")],
    ["周三至周五", at("02T00"), at("05T00")],
    ["下周一到下周三", at("07T00"), at("10T00")],
    ["这周末", at("05T00"), at("07T00")],
    ["12月3日-12月5日", at("03T00"), at("06T00")],
    ["12.3到12.5", at("03T00"), at("06T00")],
    ["3号到5号", at("03T00"), at("06T00")],
    ["三天", now, at("04T00")],
    ["明天起两天", at("02T00"), at("04T00")],
    ["下周", at("07T00"), at("14T00")],
    ["一周", now, at("08T00")],
    ["周五到周一", at("04T00"), at("08T00")],
  ])("%s", (line, from, until) => {
    expect(findPeriod(line, now)).toEqual({ from, until });
  });

  it.each(["小王", "今天早上到今天早上", "2月30日", "12月1日到4月1日"])("finds none in %s", (line) => {
    expect(findPeriod(line, at("01T20"))).toBeUndefined();
  });

  it("crosses the end of the year", () => {
    expect(findPeriod("1月2日", now)?.from).toEqual(new Date("2027-01-02T00:00:00+08:00"));
  });
});

describe("periodWords", () => {
  it.each([
    ["今晚", "12月1日(周二)18点到12月2日(周三)8点"],
    ["今天", "现在到12月1日(周二)"],
    ["明天", "12月2日(周三)"],
    ["明天到周五", "12月2日(周三)到12月4日(周五)"],
  ])("%s", (line, words) => {
    const period = findPeriod(line, now);
    expect(period && periodWords(period, now)).toBe(words);
  });
});

describe("readDuty", () => {
  it.each([
    ["我请假 明天到周五 小王替我", "substitute", "小王"],
    ["我请假明天到周五小王替我", "substitute", "小王"],
    ["明天我请假,由王工代班", "substitute", "王工"],
    ["我下周出差,请小王顶我的班", "substitute", "小王"],
    ["值班 今晚 小王", "duty", "小王"],
    ["今晚小王值班", "duty", "小王"],
    ["请假 明天到周五 小王代班", "substitute", "小王"],
    ["请假 明天到周五 小王", "substitute", "小王"],
    ["下周小李替我", "substitute", "小李"],
    ["小王代班 明天到周五", "substitute", "小王"],
    ["后天我要去看病,请假一天,让王小梅来顶班", "substitute", "王小梅"],
    ["我想请三天假", "substitute", undefined],
    ["请两天假 小王", "substitute", "小王"],
    ["我周三休息,找小罗", "substitute", "小罗"],
    ["我今晚值班", "duty", undefined],
    ["明天请假看病", "substitute", undefined],
    ["我明天请假", "substitute", undefined],
    ["值班 今晚", "duty", undefined],
  ])("%s", (text, kind, name) => {
    expect(readDuty(text, now)).toEqual({ kind, ...(name === undefined ? {} : { name }), period: expect.anything() });
  });

  it("knows that somebody is back, and misses what was not said", () => {
    expect(readDuty("我回来了", now)).toEqual({ kind: "back" });
    expect(readDuty("销假", now)).toEqual({ kind: "back" });
    expect(readDuty("我请假 小王替我", now)).toEqual({ kind: "substitute", name: "小王" });
  });

  it.each(["取消请假", "我不请假了", "不用代班了", "值班取消"])("knows %s for the end of what was arranged", (text) => {
    expect(readDuty(text, now)).toEqual({ kind: "cancel" });
  });

  it("reads who is away where that is somebody else", () => {
    expect(readDuty("小李下周请假,小王代", now)).toMatchObject({ kind: "substitute", name: "小王", forName: "小李" });
    expect(readDuty("李工明天到周五休假 由王小梅代班", now)).toMatchObject({ name: "王小梅", forName: "李工" });
  });

  it.each([
    "今日",
    "值班室电话多少",
    "房东请假回老家了",
    "通过 1201-3",
    "群发 今晚值班人员注意",
    "今晚谁值班?",
    "小王能不能替我",
    "帮我看看3栋",
    "小李替我去看下3栋楼梯口",
    "代我问候他",
    "今天先到这 大家早点休息",
    "请假条批了没",
    "请假提前说 别到时候没人",
    "今天天气真好,适合请假",
    "它说不会取代我",
    "今晚社区值班",
    "下周有人替我",
  ])("leaves %s to others", (text) => {
    expect(readDuty(text, now)).toBeUndefined();
  });
});

describe("readDutyAnswer", () => {
  it.each([
    ["小王", { name: "小王" }],
    ["小王替我", { name: "小王" }],
    ["明天到周五", { period: { from: at("02T00"), until: at("05T00") } }],
    ["明天 王小梅", { name: "王小梅", period: { from: at("02T00"), until: at("03T00") } }],
    ["好的", {}],
    ["今日", {}],
    ["谁都行吗", {}],
  ])("%s", (text, answer) => {
    expect(readDutyAnswer(text, now)).toEqual({ isDropped: false, ...answer });
  });

  it.each(["算了", "取消", "没人", "不用了"])("lets it be after %s", (text) => {
    expect(readDutyAnswer(text, now)).toEqual({ isDropped: true });
  });
});
