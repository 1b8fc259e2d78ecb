import type { Router } from "express";
import type { Core } from "./compose.js";
import { createStarsRouter } from "./http/stars.routes.js";
import { createStarChangeList } from "./stars/star-change-list.prisma.js";
import { loadStarStatistics } from "./stars/star-statistics.prisma.js";

/** The addresses of stars: their changes and how many there were. */
export const openStars = (core: Core): Router =>
  createStarsRouter({
    changes: createStarChangeList(core.database),
    loadStatistics: (period) => loadStarStatistics(core.database, period),
    rules: core.rules,
  });
