/** What the bot makes of one line. Pure data; every reading carries its reasons in Chinese. */

/** What the writer wants. Chinese labels: docs/glossary.md. */
export type Intent =
  | "report" // 报隐患
  | "emergency" // 紧急
  | "supplement" // 补充信息
  | "feedback" // 整改反馈
  | "star-query" // 查星级
  | "progress-query" // 查进度
  | "complaint" // 投诉
  | "help" // 求助
  | "question" // 咨询
  | "acknowledgement" // 收到
  | "command" // a staff or owner command, see `command`
  | "chatter"; // 闲聊

/** How sure the bot must be before it opens its mouth: speak in the chat, ask once in private, or stay silent. */
export type Zone = "speak" | "ask" | "silent";

/** First judgement of severity: 一般, 较大, 重大, 紧急. Never shown as a finding in law. */
export type Severity = "minor" | "major" | "critical" | "emergency";

/** A hazard named in the text. */
export interface HazardMention {
  /** Code of the taxonomy, such as E01. */
  readonly code: string;
  readonly severity: Severity;
  /** The words that name it, in everyday Chinese, at most 20 characters. */
  readonly phrase: string;
}

/** A place named in the text. All parts are as people say them, normalised (三栋 → 3栋). */
export interface PlaceMention {
  /** Such as `3栋`, `28号`, `八巷12号`, `B座`. */
  readonly building?: string;
  /** Estate or street name before it, such as 华侨新村. */
  readonly estate?: string;
  readonly floor?: number;
  readonly room?: string;
  /** Such as 楼梯口, 天台, 一楼大门. */
  readonly spot?: string;
}

/**
 * Which cases a command is about: `target` is the number of one (`0413-7`). `targets` are several, or what only the list
 * last shown can tell: numbers, places in that list (`3`), or `all`.
 */
export interface CaseTargets {
  readonly target?: string;
  readonly targets?: readonly string[];
}

/** A command about cases; `reason` is what else was said, maybe nothing. */
type WithReason<Kind extends string> = CaseTargets & { readonly kind: Kind; readonly reason: string };

/** A short command or one-word answer, parsed. */
export type Command =
  | { readonly kind: "yes" } // 对 是的 嗯
  | { readonly kind: "no" } // 不是 不对
  | { readonly kind: "confirm" } // 确认
  | { readonly kind: "cancel" } // 取消
  | (CaseTargets & { readonly kind: "pass" }) // 通过, 1 3 5 通过
  | (CaseTargets & { readonly kind: "accept" }) // 受理
  | WithReason<"return"> // 退回 还有一台
  | WithReason<"false-alarm"> // 误报
  | WithReason<"extend"> // 延期
  | WithReason<"refuse-delay"> // 不同意延期
  | WithReason<"refer"> // 移交
  | WithReason<"enforce"> // 转执法
  | WithReason<"answered"> // 答复 已派人
  | WithReason<"supervise"> // 督办
  | (CaseTargets & { readonly kind: "assign"; readonly to: string }) // 指派 0413-7 给二房东
  | (CaseTargets & { readonly kind: "reschedule"; readonly by?: Date }) // 改期 明天18点
  | (CaseTargets & { readonly kind: "merge"; readonly into?: string }) // 合并 0413-7 到 0413-2
  | {
      readonly kind: "malice"; // 恶意 0413-7 连续三天假报警; 确认恶意; 不是恶意
      readonly step: "propose" | "agree" | "refuse";
      readonly target?: string;
      readonly reason: string;
    }
  | { readonly kind: "undo" } // 点错了
  | { readonly kind: "withdraw"; readonly target?: string } // 我看错了
  | { readonly kind: "sign"; readonly target?: string } // 签收
  | { readonly kind: "recategorise"; readonly target?: string; readonly text: string } // 改类 F01, 改类 楼道堆物
  | { readonly kind: "not-fixed"; readonly target?: string } // 没改
  | { readonly kind: "object"; readonly target?: string; readonly reason: string } // 异议 申辩
  | { readonly kind: "broadcast"; readonly text: string } // 群发 ……
  | { readonly kind: "tally" } // 统计
  | { readonly kind: "today" } // 今日 待办
  | { readonly kind: "bind"; readonly text: string } // 绑定 3栋
  | { readonly kind: "silence" } // 静默
  | { readonly kind: "unsilence" } // 取消静默
  | { readonly kind: "drill"; readonly text: string; readonly from?: Date; readonly until?: Date } // 演练 3栋 15:00-15:30
  | { readonly kind: "end-drill" } // 结束演练
  | { readonly kind: "mute" } // 闭嘴 少发点
  | { readonly kind: "help" }; // 帮助 怎么用

/** A line said shortly before, and whether the same person said it. */
export interface PreviousLine {
  readonly text: string;
  readonly isOwn: boolean;
  readonly nickname?: string;
}

/** What is known about the line beside its words. */
export interface ReadingInput {
  readonly text: string;
  readonly hasPhoto: boolean;
  readonly isGroup: boolean;
  readonly mentionsBot: boolean;
  /** The sender is a grid worker or above. */
  readonly isStaff: boolean;
  /** The sender answers for a building: landlord, head or sub-landlord. */
  readonly isResponsible: boolean;
  /** The quoted line, where there is one. */
  readonly quote?: { readonly text: string; readonly isBot: boolean };
  /** The bot has asked this sender something in this chat and waits. */
  readonly hasOpenQuestion: boolean;
  /** When the line was written; without it words such as 明天 are no date. */
  readonly sentAt?: Date;
  /** The name that the sender carries in the group; a building or room in it is the sender's own. */
  readonly nickname?: string;
  /** What was said in the chat in the last minutes, oldest first. Missing: nothing is known. */
  readonly previous?: readonly PreviousLine[];
  /** Open cases that the sender reported or must fix. */
  readonly hasOpenCase: boolean;
}

/** The reading of one line. */
export interface Reading {
  readonly intent: Intent;
  readonly zone: Zone;
  /** 0 to 1. */
  readonly confidence: number;
  /** Set when there is danger now; `code` is one of X01 to X10. Independent of `intent` only in that intent is then `emergency`. */
  readonly emergency?: { readonly code: string; readonly phrase: string };
  readonly hazards: readonly HazardMention[];
  readonly places: readonly PlaceMention[];
  /** The building and room in the sender's nickname; `isMeant` where the text speaks of the writer's own home. */
  readonly home?: { readonly place: PlaceMention; readonly isMeant: boolean };
  /** Where the line names no building: that of the line before, named there or in its writer's nickname. */
  readonly about?: PlaceMention;
  readonly command?: Command;
  /** The command is a guess from words of its own, 这个归城管,推过去: known words of anything else weigh more. */
  readonly isGuessedCommand?: true;
  /** The text speaks of oneself as the one who will or did fix it: 已清走, 明天弄好. `done` where it is said to be finished. */
  readonly feedback?: {
    readonly isDone: boolean;
    /** By when the words say that it will be done: 明天下午弄好. */
    readonly promisedBy?: Date;
  };
  /** Why, in Chinese, one short phrase each: the words and marks that led here. */
  readonly reasons: readonly string[];
}

/** Reads one line. Pure and synchronous: at most about 0.1 ms. */
export type Understand = (input: ReadingInput) => Reading;
