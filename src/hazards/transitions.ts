import type { HazardEventKind, HazardState } from "./hazard.js";

/**
 * In which part somebody acts on a case: the reporter; the responsible side (业主, 二房东); the building head who is not
 * responsible (楼栋长); `staff`, a grid worker; `supervisor`, community or street; `bot`, the service itself (time, notices).
 */
export type HazardActor = "reporter" | "responsible" | "head" | "staff" | "supervisor" | "bot";

/** A move: from where, to where (missing: the state stays), by whom. */
export interface Transition {
  readonly from: readonly HazardState[];
  readonly to?: HazardState;
  readonly by: readonly HazardActor[];
  /** The move is neither for emergencies nor makes one: they go a way of their own, without deadline and recheck. */
  readonly isNeverEmergency?: true;
  /** The building head may do it too where the hazard is 一般. */
  readonly byHeadIfMinor?: true;
}

const waiting: readonly HazardState[] = ["reported", "accepted", "notified", "rectifying"];
const unfixed: readonly HazardState[] = [...waiting, "referred", "enforcement"];
const open: readonly HazardState[] = [...unfixed, "awaiting-recheck"];
const ended: readonly HazardState[] = ["closed", "false-alarm", "duplicate", "withdrawn"];
const officers: readonly HazardActor[] = ["staff", "supervisor"];
const anyone: readonly HazardActor[] = ["reporter", "responsible", "head", ...officers];

/**
 * Every move a case can make. Only staff close a case, and nobody but staff ends an emergency. Source: the district's
 * rectification flow (发现 → 核实 → 告知 → 整改 → 复查 → 销号 and its side ways).
 */
export const transitions: Readonly<Record<HazardEventKind, Transition>> = {
  reported: { from: [], to: "reported", by: anyone },
  joined: { from: open, by: anyone },
  supplemented: { from: [...open, ...ended], by: anyone },
  accepted: { from: ["reported"], to: "accepted", by: officers, byHeadIfMinor: true },
  notified: { from: ["reported", "accepted"], to: "notified", by: ["bot", ...officers] },
  signed: { from: ["notified", "rectifying", "awaiting-recheck"], by: ["responsible"] },
  promised: { from: [...unfixed, "awaiting-recheck"], to: "rectifying", by: ["responsible", ...officers] },
  fixed: { from: unfixed, to: "awaiting-recheck", by: ["responsible", "head", ...officers] },
  returned: { from: ["awaiting-recheck"], to: "rectifying", by: officers },
  passed: { from: open, to: "closed", by: officers },
  "false-alarm": { from: open, to: "false-alarm", by: officers },
  merged: { from: open, to: "duplicate", by: officers, isNeverEmergency: true },
  withdrawn: { from: ["reported", "accepted", "notified"], to: "withdrawn", by: ["reporter"], isNeverEmergency: true },
  recategorised: { from: open, by: officers, isNeverEmergency: true },
  reassigned: { from: unfixed, to: "notified", by: officers },
  "extension-requested": { from: waiting, by: ["responsible"], isNeverEmergency: true },
  extended: { from: unfixed, by: officers, isNeverEmergency: true },
  "delay-refused": { from: waiting, by: officers },
  rescheduled: { from: unfixed, by: officers, isNeverEmergency: true },
  objected: { from: [...open, "closed"], by: ["responsible"] },
  referred: { from: open, to: "referred", by: officers },
  enforced: { from: open, to: "enforcement", by: officers },
  answered: { from: ["referred", "enforcement"], by: officers },
  supervised: { from: open, by: ["supervisor", "bot"] },
  overdue: { from: waiting, by: ["bot"], isNeverEmergency: true },
  reopened: { from: ["closed", "awaiting-recheck"], to: "rectifying", by: ["reporter", ...officers] },
  undone: { from: [...open, ...ended], by: officers },
  reminded: { from: waiting, by: ["bot"], isNeverEmergency: true },
  escalated: { from: open, by: ["bot"] },
  acknowledged: { from: open, by: ["head", ...officers] },
  unanswered: { from: open, by: ["bot"] },
  "malice-proposed": { from: [...open, "false-alarm"], by: officers },
  "malice-agreed": { from: [...open, "false-alarm"], to: "false-alarm", by: officers },
  "malice-refused": { from: [...open, "false-alarm"], by: officers },
};
