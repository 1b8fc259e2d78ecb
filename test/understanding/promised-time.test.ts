import { describe, expect, it } from "vitest";
import { findPromisedTime } from "../../src/understanding/promised-time.js";

/** Thursday 2026-11-26, 10:00 in Shanghai. */
const thursday = new Date("2026-11-26T10:00:00+08:00");
const promised = (text: string, at = thursday): string | undefined => {
  const time = findPromisedTime(text, at);
  return time && new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
};

describe("findPromisedTime", () => {
  it.each([
    ["明天下午弄好", "2026-11-27 18:00"],
    ["今晚收掉", "2026-11-26 23:59"],
    ["后天师傅来", "2026-11-28 23:59"],
    ["大后天上午装", "2026-11-29 12:00"],
    ["明早就搬", "2026-11-27 12:00"],
    ["明天下午3点半前搬完", "2026-11-27 15:30"],
    ["今天18点前清干净", "2026-11-26 18:00"],
    ["晚上八点过去弄", "2026-11-26 20:00"],
    ["三天内搬完", "2026-11-29 23:59"],
    ["过两天弄", "2026-11-28 23:59"],
    ["两个小时内挪走", "2026-11-26 12:00"],
    ["半小时后到", "2026-11-26 10:30"],
    ["周五来换", "2026-11-27 23:59"],
    ["周三才有空", "2026-12-02 23:59"],
    ["这周末弄", "2026-11-29 23:59"],
    ["下周二装", "2026-12-01 23:59"],
    ["月底前拆", "2026-11-30 23:59"],
    ["28号换新的", "2026-11-28 23:59"],
    ["3号换新的", "2026-12-03 23:59"],
    ["12月2日之前", "2026-12-02 23:59"],
    ["1月5号装好", "2027-01-05 23:59"],
  ])("%s is by %s", (text, time) => {
    expect(promised(text)).toBe(time);
  });

  it.each(["尽快弄", "马上去", "清好了", "师傅没空", "3号楼那边还没弄", "31号楼在弄", "99号换"])(
    "%s names no time",
    (text) => {
      expect(promised(text)).toBeUndefined();
    },
  );

  it("counts 下周五 from Monday, on a Sunday too", () => {
    expect(promised("下周五装", new Date("2026-11-29T10:00:00+08:00"))).toBe("2026-12-04 23:59");
  });

  it("takes an hour that is over for that of the next day", () => {
    expect(promised("8点过去弄", new Date("2026-11-26T21:00:00+08:00"))).toBe("2026-11-27 08:00");
  });

  it("goes over the end of the year", () => {
    expect(promised("5号来", new Date("2026-12-30T10:00:00+08:00"))).toBe("2027-01-05 23:59");
  });
});
