import type { Router } from "express";
import type { Core } from "./compose.js";
import { templatePath } from "./load-rules.js";
import { loadPlatePages } from "./plates/plate-pages.js";
import { createPlateStore } from "./plates/plate-store.prisma.js";
import { createPlatesRouter } from "./plates/plates.routes.js";

/** The public pages of plates. Throws TemplateError where a template cannot be used. */
export const openPlates = (core: Core): Router =>
  createPlatesRouter({
    ...core,
    plates: createPlateStore(core.database),
    pages: loadPlatePages(templatePath("plates"), core.botName),
  });
