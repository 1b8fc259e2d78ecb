import type { StarRules } from "../../../src/stars/star-rules.js";
import { type Assumptions, assumptions } from "./assumptions.js";

/** What is otherwise than assumed, or another rule than the one in force. */
export interface Variation {
  readonly what: string;
  readonly over?: Partial<Assumptions>;
  readonly changeRules?: (rules: StarRules) => StarRules;
}

const assume = (over: Partial<Assumptions>): Variation => ({
  what: Object.entries(over)
    .map(([name, value]) => `${name} ${value} (${assumptions[name as keyof Assumptions]})`)
    .join(", "),
  over,
});

/** One thing changed at a time, to see which the counts hang on. */
export const variations: readonly Variation[] = [
  { what: "as assumed" },
  assume({ findsPerCheck: 0.02 }),
  assume({ findsPerCheck: 0.06 }),
  assume({ findsPerCheck: 0.6 }),
  assume({ lateShareCareless: 0.7, lateShareOthers: 0.1 }),
  assume({ movesInPerMonth: 0.1 }),
  assume({ trainedPerMonth: 0, headsLeavePerMonth: 0, streetChecksPerMonth: 0 }),
  assume({ curesAfterNotice: 0 }),
  assume({ refusesAuthority: 0.8 }),
  assume({ vetoDays: 120 }),
  {
    what: "rule onSpotExempt on (off)",
    changeRules: ({ hazards, ...rules }) => ({
      ...rules,
      hazards: { ...hazards, onSpotExempt: { ...hazards.onSpotExempt, isEnabled: true } },
    }),
  },
];
