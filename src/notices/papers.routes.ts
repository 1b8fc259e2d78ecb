import { type Request, Router } from "express";
import { z } from "zod";
import { parseRequest } from "../http/parse-request.js";
import { Problem } from "../http/problem.js";
import type { BuildingCode, HazardId } from "../shared/ids.js";
import type { CaseFile, CaseFiles, CaseSubject } from "./case-file.js";
import type { Paper, PaperKind, PaperRefusal } from "./paper.js";
import type { PaperTemplates } from "./paper-templates.js";

const params = z.object({ hazardId: z.uuid().transform((id) => id as HazardId) });

/** Query of `GET /notices` and `GET /referrals`. */
export const paperQuery = z.object({
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
/** Names and rooms stand on a paper: no computer that people share keeps a copy. */
const notKept = { "cache-control": "no-store" } as const;

const refusals: Readonly<Record<PaperRefusal, string>> = {
  "kind-without-notice": "这一类(紧急情况、治安线索、纠纷)不发整改通知书,请直接办理或移交。",
  "case-dropped": "这一件是误报、重复或者已撤回,不再出通知书和移交单。",
  "not-referred": '这一件还没有移交,没有移交单。要移交,请在微信里发"移交"、编号和原因。',
};

/** What these addresses ask of the service. */
export interface PapersRoutesParts {
  readonly files: CaseFiles;
  readonly papers: readonly PrintablePaper[];
}

/** A kind of paper with its templates. */
export interface PrintablePaper {
  readonly kind: PaperKind;
  readonly templates: PaperTemplates;
}

/**
 * For each kind of paper, by its page (`notices`, `referrals`) and file (`notice`, `referral`): `GET /{page}/{hazardId}`,
 * the paper of a case to print; `GET /{page}?building=&number=` leads there, and `GET /{page}/print.css` is its style;
 * `GET /api/hazards/{hazardId}/{file}.docx`: the same as a Word file.
 */
export function createPapersRouter({ files, papers }: PapersRoutesParts): Router {
  const router = Router();
  for (const paper of papers) addPaper(router, files, paper);
  return router;
}

function addPaper(router: Router, files: CaseFiles, { kind, templates }: PrintablePaper): void {
  const { page, file: name } = kind;
  router
    .get(`/${page}`, async (request, response) => {
      const hint = "building 为 19 位楼栋编码,number 为隐患编号,如 1126-3。";
      const { building, number } = parseRequest(paperQuery, request.query, hint);
      const file = await find(files, { buildingCode: building as BuildingCode, number });
      write(kind, file);
      response.set(notKept).redirect(303, `${page}/${file.hazard.id}`);
    })
    .get(`/${page}/print.css`, (_, response) => {
      response.type("css").set("cache-control", "no-cache").send(templates.css);
    })
    .get(`/${page}/:hazardId`, async (request, response) => {
      const file = await find(files, subjectOf(request));
      const { words, photos } = write(kind, file);
      const figures = photos.map(({ id, caption }) => ({ source: `../api/media/${id}/thumbnail`, caption }));
      const docx = `../api/hazards/${file.hazard.id}/${name}.docx`;
      response.type("html").set(notKept).send(templates.page.render(words, { docx, figures }));
    })
    .get(`/api/hazards/:hazardId/${name}.docx`, async (request, response) => {
      const file = await find(files, subjectOf(request));
      const { words } = write(kind, file);
      response
        .attachment(`${kind.name}${file.building.name}${file.hazard.number}.docx`)
        .type(docxType)
        .set(notKept)
        .send(templates.docx.render(words));
    });
}

const subjectOf = ({ params: given }: Request): CaseSubject =>
  parseRequest(params, given, "网址里要有隐患的内部编号(一串字母和数字)。");

async function find(files: CaseFiles, subject: CaseSubject): Promise<CaseFile> {
  const file = await files.find(subject);
  if (!file) throw new Problem(404, "unknown-hazard", "没有这件隐患,请核对网址、楼栋编码和编号。");
  return file;
}

function write(kind: PaperKind, file: CaseFile): Paper {
  const paper = kind.write(file);
  if (!paper.ok) throw new Problem(409, paper.refusal, refusals[paper.refusal]);
  return paper.value;
}
