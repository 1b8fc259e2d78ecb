import { z } from "zod";
import { buildingListQuery, conversationQuery } from "./buildings.routes.js";
import { type Descriptions, describeOperation } from "./operation.js";

const building = z.object({
  code: z.string().describe("楼栋编码, 19 digits"),
  name: z.string(),
  estate: z.string(),
  address: z.string(),
  star: z.int().min(1).max(5).optional().describe("Missing: no star in force"),
  openHazards: z.int(),
});

const entry = z.object({
  messageId: z.uuid(),
  chat: z.string().describe("Group id, or direct:<person id>"),
  groupName: z.string().optional(),
  senderName: z.string(),
  text: z.string().describe("Phone numbers and identity numbers are masked"),
  kind: z.string(),
  sentAt: z.iso.datetime(),
  reason: z.string().describe("Why it stands in this file: text quote case nickname unit group"),
  detail: z.string(),
  media: z.array(z.object({ id: z.uuid(), mime: z.string() })),
  isOwn: z.boolean().describe("A line of the bot"),
});

const nextCursor = z.string().optional().describe("Missing on the last page");
const picture = { description: "The bytes", type: "image/*" } as const;
const id = "The picture's id";

/** The addresses under /api. */
export const apiDescriptions: Descriptions = {
  "GET /api/buildings": describeOperation({
    summary: "Buildings with their star and open hazards, by pages, in the order of their codes",
    query: buildingListQuery,
    answer: { description: "A page", schema: z.object({ buildings: z.array(building), nextCursor }) },
    problems: { 422: "The query is not usable" },
  }),
  "GET /api/buildings/{code}/conversation": describeOperation({
    summary: "What was said about a building, newest first, by pages; `q` searches in Chinese",
    path: { code: "楼栋编码, 19 digits" },
    query: conversationQuery,
    answer: { description: "A page", schema: z.object({ entries: z.array(entry), nextCursor }) },
    problems: { 404: "No such building", 422: "The code, the query or the cursor is not usable" },
  }),
  "GET /api/media/{id}": describeOperation({
    summary: "A stored picture",
    path: { id },
    answer: picture,
    problems: { 404: "No such picture" },
  }),
  "GET /api/media/{id}/thumbnail": describeOperation({
    summary: "A stored picture, small",
    path: { id },
    answer: picture,
    problems: { 404: "No such picture" },
  }),
};
