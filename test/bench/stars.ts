import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { loadRules } from "../../src/load-rules.js";
import { silentLog } from "../../src/shared/log.js";
import { createRateBuildings, type RatingScope } from "../../src/stars/rate-nightly.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { measureRawReading } from "./raw-star-reading.js";
import { hazardsOfBuilding, plantDay, plantStarDistrict, putStarsInForce } from "./star-district.js";

/** What the benchmark found. */
export interface StarFigures {
  readonly name: "stars";
  /** Buildings a second of a night on which all are rated. */
  readonly value: number;
  /** Buildings a second whose rows are only read, in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "buildings/s";
  readonly buildings: number;
  readonly hazards: number;
  /** The night on which no rating and no star is there yet: every rating and a proposal for each building is written. */
  readonly firstSeconds: number;
  /** A later night on which all are rated, and what of it was this process's own work. */
  readonly allSeconds: number;
  readonly allCpuSeconds: number;
  /** A night on which two in a hundred changed; `rated` has those besides whose day had come. */
  readonly changed: { readonly seconds: number; readonly rated: number; readonly proposals: number };
  /** The most memory that the process held. */
  readonly peakMb: number;
  readonly check: Check;
}

interface Check {
  readonly rated: readonly number[];
  readonly ratings: number;
  /** Rating all again after the night of changes finds nothing new. */
  readonly isComplete: boolean;
}

const nights = ["2026-11-26T02:00:00+08:00", "2026-11-26T03:00:00+08:00", "2026-11-27T02:00:00+08:00"] as const;

/** How long it takes to rate a district with twelve months of hazards: all of it, and what changed in a day. */
export async function benchStars(server: string, buildings: number): Promise<StarFigures> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 3, log: silentLog });
  const memory = watchMemory();
  try {
    await plantStarDistrict(copy.url, { buildings, night: new Date(nights[0]) });
    const rate = createRun(createStarStore(database));
    const first = await rate(nights[0], { kind: "all" });
    await putStarsInForce(copy.url);
    const all = await rate(nights[1], { kind: "all" });
    const reference = await measureRawReading(copy.url);
    await plantDay(copy.url, { buildings, night: new Date(nights[2]) });
    const changed = await rate(nights[2], { kind: "changed", since: new Date(nights[1]) });
    const ratings = await database.prisma.starRating.count();
    const again = await rate(nights[2], { kind: "all" });
    const isSame = (await database.prisma.starRating.count()) === ratings && again.proposals === 0;
    const value = buildings / all.seconds;
    return {
      name: "stars",
      value: Math.round(value),
      reference: Math.round(reference),
      ratio: round2(value / reference),
      unit: "buildings/s",
      buildings,
      hazards: buildings * hazardsOfBuilding,
      firstSeconds: first.seconds,
      allSeconds: all.seconds,
      allCpuSeconds: all.cpuSeconds,
      changed: { seconds: changed.seconds, rated: changed.rated, proposals: changed.proposals },
      peakMb: memory.stop(),
      check: {
        rated: [first.rated, all.rated],
        ratings,
        isComplete: first.rated === buildings && all.rated === buildings && all.proposals === 0 && isSame,
      },
    };
  } finally {
    memory.stop();
    await database.close();
    await copy.drop();
  }
}

const createRun = (store: ReturnType<typeof createStarStore>) => async (night: string, scope: RatingScope) => {
  const clock = { now: () => new Date(night) };
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const { rated, proposed } = await createRateBuildings({ store, rules: loadRules().rules.stars, clock })(scope);
  const { user, system } = process.cpuUsage(cpu);
  return {
    rated,
    proposals: proposed,
    seconds: round2((performance.now() - startedAt) / 1000),
    cpuSeconds: round2((user + system) / 1e6),
  };
};

/** The most memory since now, looked at five times a second. */
function watchMemory(): { readonly stop: () => number } {
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage().rss));
  const timer = setInterval(look, 200);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(peak / 1_048_576);
    },
  };
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
