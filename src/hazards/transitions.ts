import type { HazardEventKind, HazardState } from "./hazard.js";

/** In which part somebody acts on a case. `bot` is the service itself (time, notices). */
export type HazardActor = "reporter" | "responsible" | "staff" | "bot";

/** A move: from where, to where (missing: the state stays), by whom. */
export interface Transition {
  readonly from: readonly HazardState[];
  readonly to?: HazardState;
  readonly by: readonly HazardActor[];
  /** The move is neither for emergencies nor makes one: they go a way of their own, without deadline and recheck. */
  readonly isNeverEmergency?: true;
}

const open: readonly HazardState[] = ["reported", "accepted", "notified", "rectifying", "awaiting-recheck", "referred"];
const unfixed: readonly HazardState[] = ["reported", "accepted", "notified", "rectifying", "referred"];
const anyone: readonly HazardActor[] = ["reporter", "responsible", "staff"];

/**
 * Every move a case can make. Only staff close a case. Source: the district's rectification flow
 * (发现 → 核实 → 告知 → 整改 → 复查 → 销号).
 */
export const transitions: Readonly<Record<HazardEventKind, Transition>> = {
  reported: { from: [], to: "reported", by: anyone },
  joined: { from: open, by: anyone },
  supplemented: { from: [...open, "closed", "false-alarm"], by: anyone },
  accepted: { from: ["reported"], to: "accepted", by: ["staff"] },
  notified: { from: ["reported", "accepted"], to: "notified", by: ["bot", "staff"] },
  promised: { from: unfixed, to: "rectifying", by: ["responsible", "staff"] },
  fixed: { from: unfixed, to: "awaiting-recheck", by: ["responsible", "staff"] },
  returned: { from: ["awaiting-recheck"], to: "rectifying", by: ["staff"] },
  passed: { from: open, to: "closed", by: ["staff"] },
  "false-alarm": { from: open, to: "false-alarm", by: ["staff"] },
  recategorised: { from: open, by: ["staff"], isNeverEmergency: true },
  "extension-requested": { from: unfixed, by: ["responsible"] },
  extended: { from: unfixed, by: ["staff"] },
  objected: { from: [...open, "closed"], by: ["responsible"] },
  referred: { from: open, to: "referred", by: ["staff"] },
  reopened: { from: ["closed", "awaiting-recheck"], to: "rectifying", by: ["reporter", "staff"] },
  reminded: { from: unfixed, by: ["bot"] },
  escalated: { from: open, by: ["bot"] },
};
