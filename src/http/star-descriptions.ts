import { z } from "zod";
import { reviewLevels, starStepKinds } from "../stars/star-change.js";
import { changeKinds, changeStages } from "../stars/star-words.js";
import { type Descriptions, describeOperation } from "./operation.js";
import { starChangesQuery, starStatisticsQuery } from "./stars.routes.js";

const star = z.int().min(1).max(5).nullable();
const instant = (what: string) => z.iso.datetime().optional().describe(what);

const grounds = z.object({
  asOf: z.iso.date().describe("Day of the rating"),
  score: z.number().min(0).max(100),
  costs: z.array(z.string()).describe("What cost points, dearest first"),
  caps: z.array(z.string()).describe("Caps and vetoes that held"),
  rulesVersion: z.string(),
});

const change = z.object({
  id: z.uuid(),
  building: z.object({
    code: z.string().describe("楼栋编码, 19 digits"),
    name: z.string(),
    estate: z.string(),
    address: z.string(),
    street: z.string(),
    community: z.string(),
    grid: z.string(),
  }),
  kind: z.enum(changeKinds),
  kindName: z.string().describe("首评 升星 降星 摘牌 恢复"),
  from: star.describe("null: not rated yet, or without a plate"),
  fromName: z.string().describe("4星, a grade such as 宽管, 未评定, 摘牌"),
  to: star.describe("null: the plate is withdrawn"),
  toName: z.string(),
  stage: z.enum(changeStages),
  stageName: z.string().describe("待确认 已确认 已告知 公示中 已生效 已取消"),
  isUnderObjection: z.boolean().describe("异议处理中: nothing moves meanwhile"),
  grounds: grounds.optional().describe("Missing: the star came with an import or the sample"),
  at: z.iso.datetime().describe("When it took effect, or else moved last: the order of the list"),
  proposedAt: z.iso.datetime(),
  confirmedAt: instant("A person confirmed it"),
  noticeAt: instant("The owner was told"),
  hearingUntil: instant("The first instant at which the owner can no longer be heard"),
  publicityFrom: instant("公示 began"),
  publicityUntil: instant("公示 ends"),
  declinedAt: instant("A person declined it, or upheld an objection to it"),
  effectiveAt: instant("It took effect"),
  plateNumber: z.string().optional().describe("牌号"),
  steps: z
    .array(
      z.object({
        kind: z.enum(starStepKinds),
        kindName: z.string().describe("同意 不同意 告知业主 开始公示 生效 …"),
        at: z.iso.datetime(),
        level: z.enum(reviewLevels).optional(),
        levelName: z.string().optional().describe("网格员核验 社区初评 街道复核"),
      }),
    )
    .describe("What happened to it, oldest first, without who and why"),
  objections: z.array(
    z.object({
      state: z.enum(["filed", "upheld", "rejected", "withdrawn"]),
      stateName: z.string().describe("处理中 异议成立 异议不成立 已撤回"),
      level: z.enum(reviewLevels).describe("Who looks into it"),
      filedAt: z.iso.datetime(),
      answerBy: z.iso.datetime().describe("The first instant at which the answer is late"),
      decidedAt: z.iso.datetime().optional(),
    }),
  ),
});

const counts = {
  up: z.int().describe("升星"),
  down: z.int().describe("降星"),
  withdrawn: z.int().describe("摘牌"),
  restored: z.int().describe("恢复"),
  first: z.int().describe("首评"),
};

/** The addresses of stars. */
export const starDescriptions: Descriptions = {
  "GET /api/stars/changes": describeOperation({
    summary:
      "Changes of stars with every step of the procedure, newest first, by pages; without anybody's name or words",
    query: starChangesQuery,
    answer: {
      description: "A page",
      schema: z.object({
        changes: z.array(change),
        nextCursor: z.string().optional().describe("Missing on the last page"),
      }),
    },
    problems: { 422: "The query or the cursor is not usable" },
  }),
  "GET /api/stars/statistics": describeOperation({
    summary: "How many stars changed from day to day, by street and community, as `louxin stars statistics --json`",
    query: starStatisticsQuery,
    answer: {
      description: "The counts",
      schema: z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        area: z.string().optional(),
        ...counts,
        areas: z.array(z.object({ street: z.string(), community: z.string(), ...counts })),
      }),
    },
    problems: { 422: "The query is not usable" },
  }),
};
