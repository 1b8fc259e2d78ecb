import { z } from "zod";
import { fileHistoryQuery } from "./building-files.routes.js";
import { type Descriptions, describeOperation } from "./operation.js";

const source = {
  source: z.string().describe("Where it comes from, in Chinese: 导入 登记 系统统计"),
  at: z.iso.datetime(),
  by: z.uuid().optional().describe("The person; missing where nobody of the directory did it"),
};

const fact = z.object({
  key: z.string().describe("section.field, as in building-file.yaml"),
  name: z.string(),
  value: z.unknown(),
  text: z.string().describe("The value in Chinese"),
  ...source,
});

const section = z.object({
  key: z.string().describe("basic letting fire rectification population entities housing events"),
  name: z.string().describe("基本 租赁 消防 隐患整改 人口 法人 房屋 事件"),
  filled: z.int().describe("Required facts that there are"),
  required: z.int(),
  missing: z.array(z.string()).describe("Names of the required facts that are missing"),
  facts: z.array(fact),
});

const event = z.object({
  id: z.string(),
  ...source,
  batchId: z.uuid().optional().describe("The import that brought it"),
  changes: z.array(
    z.object({
      key: z.string(),
      section: z.string(),
      name: z.string(),
      before: z.string().optional().describe("Missing: nothing was there"),
      after: z.string().optional().describe("Missing: it was taken away"),
    }),
  ),
});

const code = "楼栋编码, 19 digits";

/** The addresses of building files. */
export const fileDescriptions: Descriptions = {
  "GET /api/buildings/{code}/file": describeOperation({
    summary: "A building's file (一楼一档): its facts by section, their sources, and how complete it is",
    path: { code },
    answer: {
      description: "The file",
      schema: z.object({
        code: z.string(),
        rulesVersion: z.string(),
        completeness: z.number().min(0).max(1).describe("Share of all required facts"),
        sections: z.array(section),
      }),
    },
    problems: { 404: "No such building", 422: "The code is not usable" },
  }),
  "GET /api/buildings/{code}/file/history": describeOperation({
    summary: "Who changed what in a building's file, before and after, newest first, by pages",
    path: { code },
    query: fileHistoryQuery,
    answer: {
      description: "A page",
      schema: z.object({
        events: z.array(event),
        nextCursor: z.string().optional().describe("Missing on the last page"),
      }),
    },
    problems: { 404: "No such building", 422: "The code, the query or the cursor is not usable" },
  }),
};
