import { quarter, replayQuarter } from "./replay.js";
import type { Changes, Tally } from "./tally.js";
import { type Variation, variations } from "./variations.js";

/** Bao'an's files and what became of their stars from January to mid-April 2021, as its daily reported on 2021-04-13. */
const article = { buildings: 90_100, up: 1793, down: 2815, withdrawn: 2184 } as const;

/** The share of the buildings over the article's share, for what it names: 1 is as many. */
export type ToArticle = Readonly<Record<"up" | "down" | "withdrawn", number>>;

/** What the benchmark found. */
export interface QuarterFigures extends Tally {
  readonly name: "quarter";
  readonly buildings: number;
  readonly seed: number;
  readonly from: string;
  readonly until: string;
  readonly article: typeof article;
  readonly toArticle: ToArticle;
  /** The replay again with fewer buildings and one thing changed at a time; first with none changed. */
  readonly sensitivity: readonly Varied[];
  readonly ratingsPerSecond: number;
  /** Of the replay itself, without the sensitivity. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** What comes of it. */
export interface Varied {
  readonly what: string;
  readonly changes: Changes;
  readonly toArticle: ToArticle;
  /** The share of buildings with five, four and fewer stars at the end. */
  readonly stars: { readonly five: number; readonly four: number; readonly fewer: number };
}

/** Replays the quarter of the article on made-up buildings in memory, and lays the article's figures beside. */
export function benchQuarter({
  buildings,
  seed,
}: {
  readonly buildings: number;
  readonly seed: number;
}): QuarterFigures {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const tally = replayQuarter({ buildings, seed });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = round((performance.now() - startedAt) / 1000);
  return {
    name: "quarter",
    buildings,
    seed,
    ...quarter,
    ...tally,
    article,
    toArticle: compare(tally.changes, buildings),
    sensitivity: variations.map((variation) => vary(variation, { buildings: Math.min(mostVaried, buildings), seed })),
    ratingsPerSecond: Math.round(tally.ratings / seconds),
    seconds,
    cpuSeconds: round((user + system) / 1e6),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** So many buildings tell a third more from chance. */
const mostVaried = 3000;

function vary(
  { what, ...changed }: Variation,
  { buildings, seed }: { readonly buildings: number; readonly seed: number },
): Varied {
  const { changes, spread } = replayQuarter({ buildings, seed, ...changed });
  const { 5: five, 4: four, 3: three, 2: two, 1: one } = spread.end;
  const share = (count: number): number => round(count / buildings);
  const stars = { five: share(five), four: share(four), fewer: share(three + two + one) };
  return { what, changes, toArticle: compare(changes, buildings), stars };
}

function compare(changes: Changes, buildings: number): ToArticle {
  const times = (kind: keyof ToArticle): number =>
    round(changes[kind] / buildings / (article[kind] / article.buildings));
  return { up: times("up"), down: times("down"), withdrawn: times("withdrawn") };
}

const round = (value: number): number => Math.round(value * 100) / 100;
