import { Router } from "express";
import { z } from "zod";
import { areaPattern } from "../buildings/building-code.js";
import type { BuildingCode } from "../shared/ids.js";
import type { StarChangeStep } from "../stars/star-change.js";
import type { ChangesWanted, ListedChange, StarChangeList } from "../stars/star-change-list.js";
import { changeWords } from "../stars/star-lines.js";
import type { StarRules } from "../stars/star-rules.js";
import type { StarStatistics, StatisticsPeriod } from "../stars/star-statistics.js";
import {
  changeKinds,
  changeStages,
  kindWords,
  levelWords,
  objectionWords,
  stageWords,
  stepWords,
} from "../stars/star-words.js";
import { parseRequest } from "./parse-request.js";
import { Problem } from "./problem.js";

/** What these addresses ask of the service. */
export interface StarsRoutesParts {
  readonly changes: StarChangeList;
  readonly loadStatistics: (period: StatisticsPeriod) => Promise<StarStatistics>;
  /** Its `stars` are always those in force. */
  readonly rules: { readonly stars: StarRules };
}

const area = z.string().regex(areaPattern).describe("Beginning of building codes: 6, 9, 12 or 14 digits");
const isInOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;
/** Named for `to`: whoever reads the problem looks there. */
const order = { path: ["to"], message: "must not be before from" };

/** Query of `GET /api/stars/changes`. */
export const starChangesQuery = z
  .object({
    from: z.iso.date().optional().describe("First day (Shanghai) of `at`"),
    to: z.iso.date().optional().describe("Last day of `at`"),
    kind: z.enum(changeKinds).optional(),
    stage: z.enum(changeStages).optional(),
    area: area.optional(),
    building: z
      .string()
      .regex(/^\d{19}$/)
      .optional()
      .describe("楼栋编码, 19 digits"),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(isInOrder, order);

/** Query of `GET /api/stars/statistics`. */
export const starStatisticsQuery = z
  .object({
    from: z.iso.date().describe("First day (Shanghai) of effect"),
    to: z.iso.date().describe("Last day of effect"),
    area: area.optional(),
  })
  .refine(isInOrder, order);

const dayHint = "日期写成 2026-11-26,from 不晚于 to";
const areaHint = "area 是楼栋编码的前 6、9、12 或 14 位";
const changesHint =
  `${dayHint};${areaHint},building 是 19 位楼栋编码;` +
  `kind 为 ${changeKinds.join("、")};stage 为 ${changeStages.join("、")};limit 为 1 到 200。`;

/**
 * `GET /api/stars/changes`: changes of stars with every step, newest first, by pages. `GET /api/stars/statistics`: how many
 * stars rose, fell and were withdrawn, by street and community. Neither says who decided or what an owner said.
 */
export function createStarsRouter({ changes, loadStatistics, rules }: StarsRoutesParts): Router {
  return Router()
    .get("/api/stars/changes", async (request, response) => {
      const query = parseRequest(starChangesQuery, request.query, changesHint);
      const page = await changes.findChanges(present(query));
      if (!page.ok) throw new Problem(422, page.refusal, "cursor 不对,请用上一页给的 nextCursor。");
      const { changes: found, ...rest } = page.value;
      response.json({ changes: found.map((one) => describeChange(one, rules.stars)), ...rest });
    })
    .get("/api/stars/statistics", async (request, response) => {
      const { area: within, ...days } = parseRequest(
        starStatisticsQuery,
        request.query,
        `from 和 to 都要有,${dayHint};${areaHint}。`,
      );
      response.json(await loadStatistics({ ...days, ...(within === undefined ? {} : { area: within }) }));
    });
}

/** Without the names whose value is missing. */
const present = ({ limit, ...query }: z.infer<typeof starChangesQuery>): ChangesWanted => ({
  ...(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    readonly building?: BuildingCode;
  }),
  limit,
});

/** What anybody may read of a change, name by name: persons and their words stay out, whatever a change may come to hold. */
function describeChange({ change, at, building, objections }: ListedChange, rules: StarRules): object {
  const words = changeWords(change, rules);
  return {
    id: change.id,
    building,
    kind: change.kind,
    kindName: kindWords[change.kind],
    from: change.fromStar,
    fromName: words.from,
    to: change.toStar,
    toName: words.to,
    stage: change.stage,
    stageName: stageWords[change.stage],
    isUnderObjection: change.hasPendingAppeal,
    // Stars that came with an import or the sample have none.
    ...(change.grounds.asOf === "" ? {} : { grounds: change.grounds }),
    at,
    proposedAt: change.proposedAt,
    confirmedAt: change.confirmedAt,
    noticeAt: change.noticeAt,
    hearingUntil: change.hearingUntil,
    publicityFrom: change.publicityFrom,
    publicityUntil: change.publicityUntil,
    declinedAt: change.declinedAt,
    effectiveAt: change.effectiveAt,
    plateNumber: change.plateNumber,
    steps: change.steps.map(describeStep),
    objections: objections.map(({ state, level, filedAt, answerBy, decidedAt }) => ({
      state,
      stateName: objectionWords[state],
      level,
      filedAt,
      answerBy,
      decidedAt,
    })),
  };
}

/** Neither who took it nor why: reasons are people's own words. */
const describeStep = ({ kind, at, level }: StarChangeStep): object => ({
  kind,
  kindName: stepWords[kind],
  at,
  ...(level === undefined ? {} : { level, levelName: levelWords[level] }),
});
