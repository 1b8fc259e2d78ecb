import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

const own = (...texts: readonly string[]) => texts.map((text) => ({ text, isOwn: true, nickname: "阿May" }));

describe("lines before", () => {
  it("are one message with the line, where the same person began it", () => {
    const reading = read("窗户锁死了", { previous: own("喂", "3栋四楼那家") });
    expect(reading).toMatchObject({ intent: "report", zone: "speak", places: [{ building: "3栋", floor: 4 }] });
    expect(reading.reasons).toContain("接着自己前面的话");
  });

  it("are not reported a second time", () => {
    const reading = read("真的没人管", { previous: own("3栋二楼楼梯口又停了两台电动车充电") });
    expect(reading.zone).not.toBe("speak");
  });

  it("leave idle talk alone", () => {
    expect(read("吃什么", { previous: own("晚上一起去") }).zone).toBe("silent");
  });

  it("tell where a line without a building is about", () => {
    const previous = [{ text: "7栋楼梯口有人充电", isOwn: false, nickname: "老张" }];
    expect(read("是二楼那个拐角,不是楼梯口", { previous, hasOpenCase: true }).about).toEqual({ building: "7栋" });
  });
});

describe("the nickname", () => {
  it.each([
    ["7栋301阿May", { building: "7栋", room: "301" }],
    ["3-502小王", { building: "3栋", room: "502" }],
    ["富民楼管理处", { building: "富民楼" }],
    ["陈屋6号房东", { building: "6号", estate: "陈屋" }],
  ])("%s tells where somebody lives", (nickname, place) => {
    expect(read("楼道灯坏了", { nickname }).home?.place).toEqual(place);
  });

  it("tells the room of the hazard only where the text is about one's own home", () => {
    expect(read("我家插座烧黑了", { nickname: "7栋301阿May" }).home?.isMeant).toBe(true);
    expect(read("隔壁插座烧黑了", { nickname: "7栋301阿May" }).home?.isMeant).toBe(false);
  });

  it("of a person without a place tells none", () => {
    expect(read("楼道灯坏了", { nickname: "开心每一天" }).home).toBeUndefined();
  });
});

describe("a promise", () => {
  it("is a date where the line says when", () => {
    const sentAt = new Date("2026-11-26T10:00:00+08:00");
    const reading = read("明天下午弄好", { sentAt, hasOpenCase: true, isResponsible: true });
    expect(reading.feedback).toEqual({ isDone: false, promisedBy: new Date("2026-11-27T18:00:00+08:00") });
  });

  it("takes another hazard of the same writer for a report of its own, not for an addition", () => {
    const stairs = { text: "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去", isOwn: true, nickname: "阿珍" };
    const reading = read("3栋4楼走廊电线垂下来,都碰到头了", {
      hasOpenCase: true,
      previous: [stairs, stairs, stairs, stairs],
    });
    expect(reading).toMatchObject({ intent: "report", zone: "speak", hazards: [{ code: "E04" }] });
  });
});
