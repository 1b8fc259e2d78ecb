import { maskName } from "../people/mask-name.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { sayLevel, sayWithdrawn } from "../stars/star-level.js";
import type { StarRules } from "../stars/star-rules.js";
import type { PlateFile, PlateStanding } from "./plate-store.js";

/** What a passer-by may see of a building. Plain JSON. */
export interface PublicPlate {
  readonly building: { readonly name: string; readonly estate: string; readonly address: string };
  /** In force, 摘牌, or never rated. */
  readonly status: "starred" | "withdrawn" | "unrated";
  /** 四星级安全文明楼栋, 已摘牌, 还没有评星. */
  readonly statusText: string;
  /** 1 to 5; null where there is none. */
  readonly star: number | null;
  readonly isUnderObjection: boolean;
  /** 异议处理中. */
  readonly objectionText?: string;
  /** Since when it is so, a Shanghai day, YYYY-MM-DD. */
  readonly since?: string;
  readonly plateNumber?: string;
  /** By which its people name the building to the bot; it proves nothing. */
  readonly shortCode: string;
  /** The four categories as they were when the star was given; none without a star. */
  readonly categories: readonly { readonly name: string; readonly points: number; readonly max: number }[];
  /** The day of the categories, YYYY-MM-DD. */
  readonly ratedOn?: string;
  /** Building heads, one character kept: 王**. */
  readonly heads: readonly string[];
  /** How many hazards are open, where the district shows it. */
  readonly openHazards?: number;
  /** What to do about a hazard, step by step. */
  readonly howToReport: readonly string[];
}

const mostHeads = 3;
const numerals = ["", "一", "二", "三", "四", "五"] as const;

/** Words of a star: 四星级. */
export const starWords = (star: number): string => `${numerals[star] ?? star}星级`;

/**
 * Of all that is known, what strangers may see: no tenant, no phone, no whole name, no hazard, no reason for lost points.
 * Points are shown as they were when the star was given, so that the page never says something bad of a building before
 * its owner was told. Source: plate page of the domain brief §1.5; prior notice, 深圳经济特区社会信用条例.
 */
export function publicPlate(file: PlateFile, rules: StarRules, howToReport: readonly string[]): PublicPlate {
  const { building, standing, rating } = file;
  const { name, estate, address } = building;
  const heads = [...new Set(file.headNames.map(maskName))].slice(0, mostHeads);
  return {
    building: { name, estate, address },
    ...statusOf(standing, rules),
    shortCode: file.shortCode,
    isUnderObjection: file.isUnderObjection,
    ...(file.isUnderObjection ? { objectionText: "异议处理中" } : {}),
    ...(standing && rating ? { categories: rating.categories.map(shown), ratedOn: rating.asOf } : { categories: [] }),
    heads,
    ...(rules.plate.showOpenHazards ? { openHazards: file.openHazards } : {}),
    howToReport,
  };
}

function statusOf(
  standing: PlateStanding | undefined,
  rules: StarRules,
): Pick<PublicPlate, "status" | "statusText" | "star" | "since" | "plateNumber"> {
  if (!standing) return { status: "unrated", statusText: "还没有评星", star: null };
  const { star, effectiveAt, plateNumber } = standing;
  const since = shanghaiDay(effectiveAt);
  if (star === null) return { status: "withdrawn", statusText: withdrawnWords(rules), star, since };
  return {
    status: "starred",
    statusText: `${rules.grades ? sayLevel(star, rules) : starWords(star)}安全文明楼栋`,
    star,
    since,
    ...(plateNumber === undefined ? {} : { plateNumber }),
  };
}

const withdrawnWords = (rules: StarRules): string =>
  rules.grades ? `已列为“${sayWithdrawn(rules)}”` : `已${sayWithdrawn(rules)}`;

const shown = ({ name, points, max }: PublicPlate["categories"][number]): PublicPlate["categories"][number] => ({
  name,
  points,
  max,
});
