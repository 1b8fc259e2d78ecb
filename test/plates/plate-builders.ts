import { loadPlatePages } from "../../src/plates/plate-pages.js";
import type { PlateToken } from "../../src/plates/plate-key.js";
import type { PlateFile } from "../../src/plates/plate-store.js";
import { createPlatesRouter, type PlatesRoutesParts } from "../../src/plates/plates.routes.js";
import { createMovableClock } from "../../src/shared/clock.js";
import { rules } from "../stars/star-builders.js";
import { buildBuilding } from "../support/buildings.js";

/** The token of the one plate that the routes know. */
export const token = "AbCdEfGhIjKlMnOpQrSt-_" as PlateToken;

const { aliases: _, grid: __, ...building } = buildBuilding(3);

/** Building 3 with four stars since 18 August. */
export const buildPlateFile = (over: Partial<PlateFile> = {}): PlateFile => ({
  building,
  shortCode: "K7M3QX",
  standing: { star: 4, effectiveAt: new Date("2026-08-18T10:00:00+08:00"), plateNumber: "0180030500003-260818" },
  isUnderObjection: false,
  rating: {
    asOf: "2026-08-17",
    categories: [
      { id: "A", name: "安全宜居", points: 36.5, max: 40 },
      { id: "B", name: "管理规范", points: 23, max: 25 },
      { id: "C", name: "诚实守信", points: 16, max: 20 },
      { id: "D", name: "文明卫生", points: 14, max: 15 },
    ],
  },
  headNames: ["3栋楼栋长伟叔"],
  openHazards: 2,
  ...over,
});

/** The pages as they ship. */
export const shippedPages = loadPlatePages("templates/plates", "楼小安");

/** The routes; they know one token. */
export const createRoutes = (file = buildPlateFile(), over: Partial<PlatesRoutesParts> = {}) =>
  createPlatesRouter({
    plates: { findPlate: async (asked) => (asked === token ? file : undefined) },
    pages: shippedPages,
    rules: { stars: rules },
    clock: createMovableClock(),
    publicUrl: "https://louxin.example.cn",
    ...over,
  });
