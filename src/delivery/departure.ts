import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import type { DeliveryRules } from "./delivery-rules.js";
import type { Urgency } from "./line.js";

const dayMs = 86_400_000;

/** A line that is about to go. */
export interface DepartingLine {
  readonly kind: string;
  readonly urgency: Urgency;
  readonly isGroup: boolean;
  readonly expiresAt?: Date;
}

/** What may become of it at the moment of sending. */
export type Departure =
  | { readonly kind: "go" }
  | { readonly kind: "wait"; readonly until: Date }
  | { readonly kind: "withdraw"; readonly reason: "expired" | "group-has-heard-enough" | "group-is-silent" };

/** Quiet hours, windows and the group's patience, applied when a line would go. */
export function decideDeparture(
  line: DepartingLine,
  rules: DeliveryRules,
  around: {
    readonly now: Date;
    readonly groupLinesToday: number;
    readonly linesPerDay: number;
    /** The group's keeper wants emergencies and staff broadcasts only. */
    readonly isSilent: boolean;
  },
): Departure {
  const { now } = around;
  if (line.expiresAt && line.expiresAt <= now) return { kind: "withdraw", reason: "expired" };
  if (line.urgency === "emergency") return { kind: "go" };
  if (line.isGroup && around.isSilent && !rules.silentKinds.includes(line.kind))
    return { kind: "withdraw", reason: "group-is-silent" };
  // At night people are answered in private: an answer to a group that comes so late was held up, and waits for the morning.
  const isAnswer = line.urgency === "reply" && !line.isGroup;
  if (!isAnswer && isQuietHour(rules, now)) return { kind: "wait", until: nextResume(rules, now) };
  const window = rules.windows[line.kind];
  if (window) {
    const until = intoDailyWindow(now, window);
    if (until > now) return { kind: "wait", until };
  }
  const hasHeardEnough = around.groupLinesToday >= around.linesPerDay;
  if (line.isGroup && hasHeardEnough && !rules.exemptKinds.includes(line.kind))
    return { kind: "withdraw", reason: "group-has-heard-enough" };
  return { kind: "go" };
}

/** Whether people sleep. The hours may span midnight. */
export function isQuietHour(rules: Pick<DeliveryRules, "quietFrom" | "quietUntil">, now: Date): boolean {
  const day = shanghaiDay(now);
  const from = atShanghai(day, rules.quietFrom);
  const until = atShanghai(day, rules.quietUntil);
  return from <= until ? now >= from && now < until : now >= from || now < until;
}

function nextResume(rules: Pick<DeliveryRules, "resumeAt">, now: Date): Date {
  const today = atShanghai(shanghaiDay(now), rules.resumeAt);
  return now < today ? today : atShanghai(shanghaiDay(new Date(now.getTime() + dayMs)), rules.resumeAt);
}

function intoDailyWindow(at: Date, window: { readonly from: string; readonly until: string }): Date {
  const day = shanghaiDay(at);
  const from = atShanghai(day, window.from);
  if (at < from) return from;
  return at < atShanghai(day, window.until) ? at : atShanghai(shanghaiDay(new Date(at.getTime() + dayMs)), window.from);
}
