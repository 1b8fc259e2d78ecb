import { describe, expect, it } from "vitest";
import { read } from "./reader.js";

const staff = { isStaff: true };

describe("commands of staff", () => {
  it.each([
    ["通过", { kind: "pass" }],
    ["0413-7 通过", { kind: "pass", target: "0413-7" }],
    ["通过 0413-7", { kind: "pass", target: "0413-7" }],
    ["退回 还有一台", { kind: "return", reason: "还有一台" }],
    ["退回 0413-7 还有一台", { kind: "return", target: "0413-7", reason: "还有一台" }],
    ["误报", { kind: "false-alarm", reason: "" }],
    ["移交 供电局", { kind: "refer", reason: "供电局" }],
    ["受理", { kind: "accept" }],
    ["延期 等配件", { kind: "extend", reason: "等配件" }],
    ["统计", { kind: "tally" }],
    ["今日", { kind: "today" }],
    ["待办", { kind: "today" }],
    ["绑定 3栋", { kind: "bind", text: "3栋" }],
    ["群发 今晚台风,請收好陽台物品", { kind: "broadcast", text: "今晚台风,請收好陽台物品" }],
  ])("reads %s", (text, command) => {
    expect(read(text, staff)).toMatchObject({ intent: "command", zone: "speak" });
    expect(read(text, staff).command).toEqual(command);
    expect(read(`@楼信 ${text}`, staff).command).toEqual(command);
  });

  it.each(["通过", "退回 还有一台", "群发 你好", "统计", "绑定 3栋", "延期 等配件"])(
    "are refused to residents: %s",
    (text) => {
      expect(read(text).command).toBeUndefined();
    },
  );
});

describe("commands of others", () => {
  it("lets a landlord object and ask for time", () => {
    const landlord = { isResponsible: true };
    expect(read("异议 那不是我的车", landlord).command).toEqual({ kind: "object", reason: "那不是我的车" });
    expect(read("延期 等师傅", landlord).command).toEqual({ kind: "extend", reason: "等师傅" });
  });

  it.each([
    ["对", { kind: "yes" }],
    ["是的", { kind: "yes" }],
    ["嗯", { kind: "yes" }],
    ["不是", { kind: "no" }],
  ])("takes %s as an answer only to a question", (text, command) => {
    expect(read(text, { hasOpenQuestion: true }).command).toEqual(command);
    expect(read(text).command).toBeUndefined();
  });

  it("takes a building as the answer", () => {
    const asked = { hasOpenQuestion: true };
    expect(read("3栋", asked)).toMatchObject({ intent: "supplement", zone: "speak", places: [{ building: "3栋" }] });
    expect(read("不是,是5栋", asked)).toMatchObject({
      intent: "command",
      command: { kind: "no" },
      places: [{ building: "5栋" }],
    });
  });

  it("takes 没改 only where a case is open or the bot is quoted", () => {
    expect(read("没改", { hasOpenCase: true }).command).toEqual({ kind: "not-fixed" });
    expect(read("还在那", { quote: { text: "已整改", isBot: true } }).command).toEqual({ kind: "not-fixed" });
    expect(read("没改").command).toBeUndefined();
  });
});
