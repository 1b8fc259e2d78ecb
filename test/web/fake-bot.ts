import type { Explanation, SandboxLine } from "../../src/web/sandbox-types.js";

/** A canned answer of the fake bot. */
export interface CannedLine {
  readonly chat: string;
  readonly text: string;
  readonly kind: string;
}

/** What the fake bot says to a line: three steps of one story, and silence else. */
export function cannedLines(line: SandboxLine): readonly CannedLine[] {
  if (/电鸡|电动车/u.test(line.text)) {
    return [
      {
        chat: line.chat,
        kind: "receipt",
        text: "收到，记下了（1122-1）：3栋2楼楼梯口停电动车。已告诉负责的人，请在今天 13:00前推走。有照片可以直接发。",
      },
      {
        chat: "direct:l1",
        kind: "notice",
        text: "【初判】3栋2楼楼梯口停了电动车，堵住逃生的路。\n编号 1122-1，较大。\n请在今天 13:00前推离楼内，弄好拍张照发我。\n有不同看法，回「异议 原因」。",
      },
      {
        chat: "direct:g1",
        kind: "worker-summary",
        text: "新隐患 1122-1：3栋2楼楼梯口停电动车，较大，今天 13:00到期。已通知陈伯。\n回「误报」「移交」可以改。",
      },
    ];
  }
  if (/清走/u.test(line.text)) {
    return [
      { chat: line.chat, kind: "after-photo", text: "收到照片，已请网格员去看。" },
      { chat: "direct:g1", kind: "recheck-request", text: "1122-1 说弄好了，请看照片。\n回「通过」或「退回 原因」。" },
    ];
  }
  if (line.text.startsWith("通过")) {
    return [
      { chat: line.chat, kind: "closed", text: "好，1122-1 已了结。" },
      {
        chat: "direct:t1",
        kind: "result",
        text: "你说的 3栋2楼楼梯口停电动车，已经清走了，谢谢你。要是没改，回「没改」。",
      },
      { chat: "direct:l1", kind: "closed-owner", text: "1122-1 复查通过，谢谢配合。" },
    ];
  }
  return [];
}

/** What the fake bot thought of a line. `caused` are the lines that it sent because of it. */
export function cannedExplanation(line: SandboxLine, caused: readonly SandboxLine[]): Explanation {
  const isReport = /电鸡|电动车|锁/u.test(line.text);
  if (!isReport) return silentExplanation(line, caused);
  return {
    id: line.id,
    intent: "report",
    intentName: "报隐患",
    zone: "speak",
    confidence: 0.93,
    reasons: ["说到楼梯口", "又停了", "堵得过不去", "带照片"],
    hazards: [{ code: "E01", name: "电动自行车进楼入户停放", severity: "major", phrase: "停了两台电鸡" }],
    places: ["3栋", "2楼", "楼梯口"],
    decision: ["楼栋和隐患都清楚，直接记下。", "群里只回一句，不点名。", "私下告诉房东陈伯和网格员王敏。"],
    cases: [
      {
        number: "1122-1",
        state: "notified",
        building: "华侨新村3栋",
        code: "E01",
        name: "楼道停电动车",
        dueAt: "2026-11-22T13:00:00+08:00",
      },
    ],
    links: [{ building: "华侨新村3栋", reason: "原话说了3栋，这个群也是3栋的群" }],
    lines: [
      ...linesOf(caused),
      {
        to: "direct:l1",
        kind: "reminder",
        text: "1122-1 还有1小时到期，弄好了记得拍张照。",
        state: "queued",
        notBefore: "2026-11-22T12:00:00+08:00",
      },
    ],
  };
}

function silentExplanation(line: SandboxLine, caused: readonly SandboxLine[]): Explanation {
  return {
    id: line.id,
    intent: "chatter",
    intentName: "闲聊",
    zone: "silent",
    confidence: 0.88,
    reasons: ["没有说到隐患"],
    hazards: [],
    places: [],
    decision: caused.length > 0 ? ["按这句话办。"] : ["和安全没有关系，不插嘴。"],
    cases: [],
    links: [],
    lines: linesOf(caused),
  };
}

const linesOf = (caused: readonly SandboxLine[]): Explanation["lines"] =>
  caused.map((line) => ({ to: line.chat, kind: "line", text: line.text, state: "sent", sentAt: line.at }));
