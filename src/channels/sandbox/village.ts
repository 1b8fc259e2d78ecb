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

/**
 * Checks the content of `templates/sample/village.yaml`: its shape, and that nobody lives in a building or room, stands
 * in a group or says a line that the file does not have. Throws an error that names what is wrong.
 */
export function parseVillage(content: unknown): Village {
  const village = villageFile.parse(content);
  const faults = faultsOf(village);
  if (faults.length > 0) throw new Error(faults.join("; "));
  return village;
}

function faultsOf(village: Village): readonly string[] {
  const serials = new Set(village.buildings.map((one) => one.serial));
  const people = new Set(village.people.map((one) => one.id));
  const groups = new Set(village.groups.map((one) => one.id));
  const used = [
    ...village.people.flatMap((one) => [one.building ?? [], one.alsoOf].flat()),
    ...village.groups.flatMap((one) => one.buildings),
    ...village.hazards.map((one) => one.building),
    ...village.trainedHeads,
    ...village.streetChecked,
  ];
  const named = [
    ...village.groups.flatMap((one) => one.members),
    ...village.hazards.map((one) => one.by),
    ...village.lines.map((one) => one.from),
  ];
  return [
    ...(people.size === village.people.length ? [] : ["an id of a person stands there twice"]),
    ...used.filter((serial) => !serials.has(serial)).map((serial) => `there is no building ${serial}`),
    ...named.filter((one) => !people.has(one)).map((one) => `there is nobody with the id ${one}`),
    ...village.lines.filter((one) => !groups.has(one.chat)).map((one) => `there is no group ${one.chat}`),
    ...village.people
      .filter((one) => !hasHome(village, one))
      .map((one) => `${one.id} lives in a room that is not there`),
  ];
}

const hasHome = (village: Village, { building, room }: Village["people"][number]): boolean =>
  room === undefined || village.buildings.some((one) => one.serial === building && roomsOf(one).includes(room));

/** The rooms of a building, numbered by floor: 101, 102 … on the first. */
export function roomsOf({
  units,
  storeys,
}: Pick<Village["buildings"][number], "units" | "storeys">): readonly string[] {
  const perFloor = Math.ceil(units / storeys);
  return Array.from(
    { length: units },
    (_, index) => `${Math.floor(index / perFloor) + 1}${String((index % perFloor) + 1).padStart(2, "0")}`,
  );
}

/** The 19-digit code of a building of the village. */
export const codeInVillage = (village: Pick<Village, "grid">, serial: number): BuildingCode =>
  `${village.grid}${String(serial).padStart(5, "0")}` as BuildingCode;

/** The name of a building of the village. */
export const nameInVillage = (village: Village, serial: number): string =>
  village.buildings.find((one) => one.serial === serial)?.name ?? `${serial}栋`;
