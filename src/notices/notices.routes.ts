import { type Request, Router } from "express";
import { z } from "zod";
import { parseRequest } from "../http/parse-request.js";
import { Problem } from "../http/problem.js";
import type { BuildingCode, HazardId } from "../shared/ids.js";
import type { NoticeDesk, NoticeSubject } from "./notice-desk.js";
import type { NoticeTemplates } from "./notice-templates.js";
import { variablesOf } from "./notice-variables.js";
import type { RectificationNotice } from "./rectification-notice.js";

const params = z.object({ hazardId: z.uuid().transform((id) => id as HazardId) });

/** Query of `GET /notices`. */
export const noticeQuery = z.object({
  building: z
    .string()
    .regex(/^\d{19}$/)
    .describe("楼栋编码, 19 digits"),
  number: z
    .string()
    .regex(/^\d{4}-\d{1,6}$/)
    .describe("MMDD-n, as people say it"),
});

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** Names and rooms stand in a notice: no computer that people share keeps a copy. */
const notKept = { "cache-control": "no-store" } as const;

const problems = {
  "unknown-hazard": [404, "没有这件隐患,请核对网址、楼栋编码和编号。"],
  "kind-without-notice": [409, "这一类(紧急情况、治安线索、纠纷)不发整改通知书,请直接办理或移交。"],
  "case-dropped": [409, "这一件是误报、重复或者已撤回,不发整改通知书。"],
} as const;

/** What these addresses ask of the service. */
export interface NoticesRoutesParts {
  readonly desk: NoticeDesk;
  readonly templates: NoticeTemplates;
}

/**
 * `GET /notices/{hazardId}`: the 整改通知书 of a case as a page to print; `GET /notices?building=&number=` leads there,
 * and `GET /notices/print.css` is its style. `GET /api/hazards/{hazardId}/notice.docx`: the same as a Word file.
 */
export function createNoticesRouter({ desk, templates }: NoticesRoutesParts): Router {
  return Router()
    .get("/notices", async (request, response) => {
      const hint = "building 为 19 位楼栋编码,number 为隐患编号,如 1126-3。";
      const { building, number } = parseRequest(noticeQuery, request.query, hint);
      const { hazardId } = await find(desk, { buildingCode: building as BuildingCode, number });
      response.set(notKept).redirect(303, `notices/${hazardId}`);
    })
    .get("/notices/print.css", (_, response) => {
      response.type("css").set("cache-control", "no-cache").send(templates.css);
    })
    .get("/notices/:hazardId", async (request, response) => {
      const notice = await find(desk, subjectOf(request));
      const docx = `../api/hazards/${notice.hazardId}/notice.docx`;
      response
        .type("html")
        .set(notKept)
        .send(templates.page.render({ ...variablesOf(notice), docx }));
    })
    .get("/api/hazards/:hazardId/notice.docx", async (request, response) => {
      const notice = await find(desk, subjectOf(request));
      response
        .attachment(`整改通知书${notice.building.name}${notice.caseNumber}.docx`)
        .type(docxType)
        .set(notKept)
        .send(templates.docx.render(variablesOf(notice)));
    });
}

const subjectOf = ({ params: given }: Request): NoticeSubject =>
  parseRequest(params, given, "网址里要有隐患的内部编号(一串字母和数字)。");

async function find(desk: NoticeDesk, subject: NoticeSubject): Promise<RectificationNotice> {
  const found = await desk.noticeOf(subject);
  if (found.ok) return found.value;
  const [status, detail] = problems[found.refusal];
  throw new Problem(status, found.refusal, detail);
}
