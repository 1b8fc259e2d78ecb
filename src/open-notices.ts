import type { Router } from "express";
import type { Core } from "./compose.js";
import { templatePath } from "./load-rules.js";
import { createNoticeDesk } from "./notices/notice-desk.prisma.js";
import { loadNoticeTemplates } from "./notices/notice-templates.js";
import { createNoticesRouter } from "./notices/notices.routes.js";

/** The pages and files of notices. Throws TemplateError where a template cannot be used. */
export const openNotices = (core: Core): Router =>
  createNoticesRouter({
    desk: createNoticeDesk(core),
    templates: loadNoticeTemplates(templatePath("notices")),
  });
