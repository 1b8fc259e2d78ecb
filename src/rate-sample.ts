import type { Core } from "./compose.js";
import { shanghaiDay } from "./shared/working-calendar.js";
import { createRateBuildings } from "./stars/rate-nightly.js";

const dayMs = 86_400_000;
/** The sample's stars have been in force for so long, so that they may change again. */
const inForceDays = 100;

/** A number as `advanceChange` gives it. */
const samplePlate = (code: string, at: Date): string =>
  `${code.slice(6)}-${shanghaiDay(at).slice(2).replaceAll("-", "")}`;

/** Rates the sample's buildings and puts their first stars in force, as if a person had confirmed them long ago. */
export async function rateSample(core: Core): Promise<void> {
  const { stars, rules, clock } = core;
  const effectiveAt = new Date(clock.now().getTime() - inForceDays * dayMs);
  const rate = createRateBuildings({
    store: stars,
    rules: rules.stars,
    clock,
    announce: async (tx, { proposals }) => {
      for (const change of proposals)
        await stars.updateChange(tx, {
          ...change,
          stage: "effective",
          proposedAt: effectiveAt,
          confirmedAt: effectiveAt,
          effectiveAt,
          ...(change.toStar === null ? {} : { plateNumber: samplePlate(change.buildingCode, effectiveAt) }),
        });
    },
  });
  await rate();
}
