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
  ["1 3 5 通过", staff, { kind: "pass", targets: ["1", "3", "5"] }],
  ["1、3、5都通过", staff, { kind: "pass", targets: ["1", "3", "5"] }],
  ["通过 2", staff, { kind: "pass", targets: ["2"] }],
  ["3通过", staff, { kind: "pass", targets: ["3"] }],
  ["0413-7 0413-8 合格", staff, { kind: "pass", targets: ["0413-7", "0413-8"] }],
  ["全部通过", staff, { kind: "pass", targets: ["all"] }],
  ["退回 2 还有一台", staff, { kind: "return", targets: ["2"], reason: "还有一台" }],
  ["2 4 退回,没拍同一角度", staff, { kind: "return", targets: ["2", "4"], reason: "没拍同一角度" }],
  ["延期 3天", staff, { kind: "extend", reason: "3天" }],
  ["延期 2 3 再给2天", staff, { kind: "extend", targets: ["2", "3"], reason: "再给2天" }],
  ["不同意延期 0413-7", staff, { kind: "refuse-delay", target: "0413-7", reason: "" }],
  ["合并 0413-7 到 0413-2", staff, { kind: "merge", target: "0413-7", into: "0413-2" }],
  ["0413-7并到0413-2", staff, { kind: "merge", target: "0413-7", into: "0413-2" }],
  ["合并 3 5", staff, { kind: "merge", targets: ["3", "5"] }],
  ["合并 3 5 到 2", staff, { kind: "merge", targets: ["3", "5"], into: "2" }],
  ["指派 0413-7 给二房东阿强", staff, { kind: "assign", target: "0413-7", to: "二房东阿强" }],
  ["指派 2 3 给楼栋长", staff, { kind: "assign", targets: ["2", "3"], to: "楼栋长" }],
  ["督办 0413-7 一周了没动", staff, { kind: "supervise", target: "0413-7", reason: "一周了没动" }],
  ["转执法 0413-7", staff, { kind: "enforce", target: "0413-7", reason: "" }],
  ["答复 0413-7 消防大队已派人", staff, { kind: "answered", target: "0413-7", reason: "消防大队已派人" }],
  ["点错了", staff, { kind: "undo" }],
  ["刚才点错了", staff, { kind: "undo" }],
  ["看错了", direct, { kind: "withdraw" }],
  ["算了我看错了", { hasOpenCase: true }, { kind: "withdraw" }],
  ["撤回报告 0413-7", {}, { kind: "withdraw", target: "0413-7" }],
  ["签收", owner, { kind: "sign" }],
  ["静默", staff, { kind: "silence" }],
  ["取消静默", staff, { kind: "unsilence" }],
  [
    "演练 3栋 15:00-15:30",
    { ...staff, sentAt: new Date("2026-11-26T09:00:00+08:00") },
    {
      kind: "drill",
      text: "3栋 15:00-15:30",
      from: new Date("2026-11-26T15:00:00+08:00"),
      until: new Date("2026-11-26T15:30:00+08:00"),
    },
  ],
  ["演练 3栋", staff, { kind: "drill", text: "3栋" }],
  ["结束演练", staff, { kind: "end-drill" }],
  ["演练结束,大家辛苦了", { isStaff: true }, { kind: "end-drill" }],
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

  it("reads the new date of 改期", () => {
    const sentAt = new Date("2026-11-26T09:00:00+08:00");
    expect(read("改期 0413-7 明天18点", { ...staff, sentAt }).command).toEqual({
      kind: "reschedule",
      target: "0413-7",
      by: new Date("2026-11-27T18:00:00+08:00"),
    });
    expect(read("改期 2 后天", { ...staff, sentAt }).command).toEqual({
      kind: "reschedule",
      targets: ["2"],
      by: new Date("2026-11-28T23:59:00+08:00"),
    });
  });

  it.each(["3栋通过了燃气检查", "5点通过安检", "2栋3栋都查过了", "1号楼合格率最高"])(
    "takes %s of staff for no command about cases",
    (text) => {
      expect(read(text, { isStaff: true, isGroup: true }).command).toBeUndefined();
    },
  );

  it.each(["1 3 5 通过", "全部通过", "点错了", "督办"])("leaves %s of a tenant alone", (text) => {
    expect(read(text, {}).command).toBeUndefined();
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
