import { z } from "zod";
import { blocksQuery } from "./blocks.routes.js";
import { type Descriptions, describeOperation } from "./operation.js";

const number = z.int().min(0);
const share = z.number().min(0).max(1).nullable();

const area = z.object({
  code: z.string().describe("The digits that codes of its buildings begin with"),
  name: z.string().describe("宝安区, 西乡街道, 麻布社区, 麻布社区05网格"),
  buildings: number,
  onMap: number.describe("Buildings with a position"),
  units: number.describe("Registered units, or where a building has none the number that its file says"),
  people: z
    .object({ tenant: number, landlord: number, head: number, sublandlord: number })
    .describe("People with a verified role; somebody with several buildings counts once a grid"),
  stars: z.object({
    "5": number,
    "4": number,
    "3": number,
    "2": number,
    "1": number,
    withdrawn: number.describe("摘牌"),
    unrated: number.describe("未评定"),
  }),
  openHazards: z.object({ minor: number, major: number, critical: number, emergency: number }),
  overdue: number.describe("Open, past the deadline and not said to be fixed"),
  last30Days: z.object({
    opened: number.describe("Without false alarms, duplicates and what was taken back"),
    selfDeclared: number.describe("Declared by the owner's side itself (主动申报)"),
    tenantReported: number,
    closed: number,
    closedOnTime: number.describe("Said to be fixed by the deadline"),
    selfDeclaredShare: share.describe("Of those opened; null where there is none"),
    onTimeShare: share.describe("Of those closed; null where there is none"),
  }),
});

/** The addresses of block data and of the map. */
export const blockDescriptions: Descriptions = {
  "GET /api/blocks": describeOperation({
    summary: "Block figures (块数据) by district, street, community or grid; `ETag` and `If-None-Match` are understood",
    query: blocksQuery,
    answer: {
      description: "The areas in the order of their codes; 304 where no figure changed",
      schema: z.object({
        level: z.string(),
        within: z.string().optional(),
        asOf: z.iso.datetime().describe("The figures are those of this instant"),
        areas: z.array(area),
      }),
    },
    problems: { 422: "The query is not usable" },
  }),
  "GET /api/map/buildings.bin": describeOperation({
    summary:
      "All buildings with a position for the map, as one binary of columns (docs/blocks.md); compressed, with a strong ETag",
    answer: { description: "The payload; 304 where it is the same", type: "application/octet-stream" },
  }),
};
