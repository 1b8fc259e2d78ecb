import { describe, expect, it } from "vitest";
import type { Command, ReadingInput } from "../../src/understanding/reading.js";
import { read } from "../support/understanding.js";

const staff = { isStaff: true, isGroup: false };
const owner = { isResponsible: true, isGroup: false, hasOpenCase: true };
const asked = { hasOpenQuestion: true };
const direct = { isGroup: false };

const cases: readonly (readonly [string, Partial<ReadingInput>, Command])[] = [
  ["对", asked, { kind: "yes" }],
  ["是的", asked, { kind: "yes" }],
  ["嗯嗯", asked, { kind: "yes" }],
  ["不是", asked, { kind: "no" }],
  ["不是,是5栋", asked, { kind: "no" }],
  ["确认", { ...staff, ...asked }, { kind: "confirm" }],
  ["发吧", { ...staff, ...asked }, { kind: "confirm" }],
  ["取消", asked, { kind: "cancel" }],
  ["算了", asked, { kind: "cancel" }],
  ["通过", staff, { kind: "pass" }],
  ["通过 0413-7", staff, { kind: "pass", target: "0413-7" }],
  ["0413-7通过", staff, { kind: "pass", target: "0413-7" }],
  ["#0413-7 合格", staff, { kind: "pass", target: "0413-7" }],
  ["退回 还有一台", staff, { kind: "return", reason: "还有一台" }],
  ["编号0413-7退回,还有两箱", staff, { kind: "return", target: "0413-7", reason: "还有两箱" }],
  ["误报", staff, { kind: "false-alarm", reason: "" }],
  ["误报 是隔壁工地", staff, { kind: "false-alarm", reason: "是隔壁工地" }],
  ["改类 F01", staff, { kind: "recategorise", text: "F01" }],
  ["改类 0413-7 F01", staff, { kind: "recategorise", target: "0413-7", text: "F01" }],
  ["改类 墙体开裂倾斜", staff, { kind: "recategorise", text: "墙体开裂倾斜" }],
  ["0413-7改类 楼道堆物", staff, { kind: "recategorise", target: "0413-7", text: "楼道堆物" }],
  ["移交 燃气公司", staff, { kind: "refer", reason: "燃气公司" }],
  ["受理", staff, { kind: "accept" }],
  ["延期 等师傅周末过来", owner, { kind: "extend", reason: "等师傅周末过来" }],
  ["异议 那不是我家的车", owner, { kind: "object", reason: "那不是我家的车" }],
  ["申辩:已经装了新的", owner, { kind: "object", reason: "已经装了新的" }],
  ["没改", direct, { kind: "not-fixed" }],
  ["0413-7没弄好", direct, { kind: "not-fixed", target: "0413-7" }],
  ["还在", direct, { kind: "not-fixed" }],
  ["统计", staff, { kind: "tally" }],
  ["待办", staff, { kind: "today" }],
  ["今天有什么", staff, { kind: "today" }],
  ["绑定 3栋", staff, { kind: "bind", text: "3栋" }],
  ["少发点", {}, { kind: "mute" }],
  ["闭嘴", { mentionsBot: true }, { kind: "mute" }],
  ["帮助", direct, { kind: "help" }],
];

describe("commands", () => {
  it.each(cases)("%s", (text, over, command) => {
    expect(read(text, over)).toMatchObject({ intent: "command", zone: "speak" });
    expect(read(text, over).command).toEqual(command);
  });

  it("keeps the text of a broadcast as it was written", () => {
    expect(read("群发 今晚台风,请收好阳台物品", staff).command).toEqual({
      kind: "broadcast",
      text: "今晚台风,请收好阳台物品",
    });
    expect(read("群发:  明天停水  8:00—18:00\n第二行 Ａ", staff).command).toEqual({
      kind: "broadcast",
      text: "明天停水  8:00—18:00\n第二行 Ａ",
    });
  });

  it.each([
    ["群发 今晚台风", {}],
    ["通过", {}],
    ["退回 还有一台", { isResponsible: true }],
    ["统计", { isGroup: false }],
    ["改类 F01", { isResponsible: true, isGroup: false }],
    ["延期 下周", {}],
    ["异议 不对", {}],
    ["请不要群发 广告", { isStaff: true }],
    ["通过了吗", { isStaff: true }],
    ["对", {}],
    ["闭嘴", {}],
    ["还在", {}],
  ] as const)("%s of %j is none", (text, over) => {
    expect(read(text, over).command).toBeUndefined();
  });
});
