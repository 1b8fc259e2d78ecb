import { z } from "zod";
import type { BuildingCode } from "../../shared/ids.js";

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const role = z.enum(["tenant", "landlord", "head", "sublandlord", "grid_worker", "community", "passerby"]);

const villageFile = z.object({
  estate: z.string(),
  community: z.string(),
  street: z.string(),
  grid: z.string().regex(/^\d{14}$/),
  bot: z.object({ id, name: z.string() }),
  buildings: z.array(
    z.object({
      serial: z.number().int().positive(),
      name: z.string(),
      storeys: z.number().int().positive(),
      units: z.number().int().positive(),
      lat: z.number(),
      lon: z.number(),
      aliases: z.array(z.string()),
      declaredRate: z.number().min(0).max(1),
      completeness: z.number().min(0).max(1),
      rating: z.number().min(0).max(1),
      patrolDays: z.number().int().min(0),
    }),
  ),
  people: z.array(
    z.object({
      id,
      name: z.string(),
      role,
      building: z.number().int().optional(),
      alsoOf: z.array(z.number().int()).default([]),
      room: z.string().optional(),
    }),
  ),
  groups: z.array(z.object({ id, name: z.string(), buildings: z.array(z.number().int()), members: z.array(id) })),
  trainedHeads: z.array(z.number().int()),
  streetChecked: z.array(z.number().int()),
  hazards: z.array(
    z.object({
      building: z.number().int(),
      code: z.string(),
      by: id,
      daysAgo: z.number().positive(),
      fixedAfterHours: z.number().positive().nullable(),
      text: z.string(),
      origin: z.enum(["tenant", "self", "inspection"]),
    }),
  ),
  lines: z.array(z.object({ chat: id, hoursAgo: z.number().positive(), from: id, text: z.string() })),
});

/** The sample village; the meaning of each field stands in `templates/sample/village.yaml`. */
export type Village = Readonly<z.infer<typeof villageFile>>;

/** Checks the content of `templates/sample/village.yaml`. Throws a ZodError that names the wrong field. */
export const parseVillage = (content: unknown): Village => villageFile.parse(content);

/** The 19-digit code of a building of the village. */
export const codeInVillage = (village: Pick<Village, "grid">, serial: number): BuildingCode =>
  `${village.grid}${String(serial).padStart(5, "0")}` as BuildingCode;

/** The name of a building of the village. */
export const nameInVillage = (village: Village, serial: number): string =>
  village.buildings.find((one) => one.serial === serial)?.name ?? `${serial}栋`;
