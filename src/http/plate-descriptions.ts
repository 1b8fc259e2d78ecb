import { z } from "zod";
import { type Descriptions, describeOperation } from "./operation.js";

const path = { token: "The token of the plate: 22 signs, as `louxin plates token` gives it" };
const problems = { 404: "No such plate, or its code was replaced" };

const plate = z.object({
  building: z.object({ name: z.string(), estate: z.string(), address: z.string() }),
  status: z.enum(["starred", "withdrawn", "unrated"]),
  statusText: z.string().describe("四星级安全文明楼栋, 已摘牌, 还没有评星"),
  star: z.int().min(1).max(5).nullable(),
  isUnderObjection: z.boolean(),
  objectionText: z.string().optional().describe("异议处理中"),
  since: z.iso.date().optional().describe("Day from which it is so"),
  plateNumber: z.string().optional().describe("牌号"),
  shortCode: z.string().describe("本楼代码: by which its people name the building to the bot"),
  categories: z
    .array(z.object({ name: z.string(), points: z.number(), max: z.number() }))
    .describe("As they were when the star was given; empty without a rating"),
  ratedOn: z.iso.date().optional().describe("Day of the categories"),
  heads: z.array(z.string()).describe("Building heads, masked: 王**"),
  openHazards: z.int().optional().describe("Only where stars.yaml says so"),
  howToReport: z.array(z.string()),
});

/** The addresses of plates. */
export const plateDescriptions: Descriptions = {
  "GET /api/plates/{token}": describeOperation({
    summary:
      "What a passer-by may see of a building: star, since when, four categories; nobody's whole name, no hazard",
    path,
    answer: { description: "The public facts", schema: plate },
    problems,
  }),
  "GET /p/plate.css": describeOperation({
    summary: "The style of the pages of plates",
    answer: { description: "CSS", type: "text/css" },
  }),
  "GET /p/{token}": describeOperation({
    summary: "The same as a page for a phone: what the QR code of a plate leads to",
    path,
    answer: { description: "The page; a page that says so where there is no such plate", type: "text/html" },
  }),
  "GET /p/{token}/qr.svg": describeOperation({
    summary: "The QR code of the page's address",
    path,
    answer: { description: "The picture", type: "image/svg+xml" },
    problems: { ...problems, 503: "PUBLIC_URL is not set" },
  }),
  "GET /p/{token}/plate": describeOperation({
    summary: "The plate to print; a page that says so (404, 409) where there is none",
    path,
    answer: { description: "The page", type: "text/html" },
  }),
};
