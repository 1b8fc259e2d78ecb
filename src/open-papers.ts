import type { Router } from "express";
import type { Core } from "./compose.js";
import { templatePath } from "./load-rules.js";
import { createCaseFiles } from "./notices/case-files.prisma.js";
import { hazardReferral } from "./notices/hazard-referral.js";
import { loadPaperTemplates } from "./notices/paper-templates.js";
import { createPapersRouter } from "./notices/papers.routes.js";
import { rectificationNotice } from "./notices/rectification-notice.js";

/** The pages and files of notices and referrals. Throws TemplateError where a template cannot be used. */
export const openPapers = (core: Core): Router =>
  createPapersRouter({
    files: createCaseFiles(core),
    papers: [rectificationNotice, hazardReferral].map((kind) => ({
      kind,
      templates: loadPaperTemplates(templatePath("notices"), kind),
    })),
  });
