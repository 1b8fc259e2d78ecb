import type { Router } from "express";
import { createMediaRoutes } from "./archive/media.routes.js";
import type { Core } from "./compose.js";
import { createBuildingFilesRouter } from "./http/building-files.routes.js";
import { createBuildingOverview } from "./http/building-overview.prisma.js";
import { createBuildingsRouter } from "./http/buildings.routes.js";

/** The addresses of buildings: their list, files and conversations, and the pictures in them. */
export const openBuildings = (core: Core): readonly Router[] => [
  createBuildingsRouter({ ...core, overview: createBuildingOverview(core.database) }),
  createBuildingFilesRouter(core),
  createMediaRoutes({ media: core.media }),
];
