import { type BuildingMention, findBuildings } from "../understanding/building-mentions.js";

/** Stands for a building in a shape. */
export const mark = "■";

/** Stands behind what was done: 早巡完华侨新村3栋 has no such name in it. */
export const seam = "|";

/** A building as a report names it. */
export interface NamedBuilding {
  readonly building: string;
  readonly estate?: string;
}

/** A line with a mark in place of each building, and the buildings in their order. */
export interface PatrolShape {
  readonly text: string;
  readonly buildings: readonly NamedBuilding[];
}

const mention = /@\S+\s*/gu;
/** 3 5 8栋: the numbers before the last lack their word. */
const spacedList = /(?<=\d)\s+(?=\d{1,3}(?:[\s、,和跟]+\d{1,3})*\s*(?:栋|幢|号楼))/gu;
const doneAhead = /(?:巡查|巡楼|巡逻|巡检|巡|查)(?:完成|完毕|完|过|了|好)+/gu;
const clock = /\d{1,2}(?::\d{2}|点(?:半|\d{1,2}分?)?)/gu;
/** No village is known by heart here: a name tells itself by its ending, and the rest is found among the writer's own. */
const villages = "(?!)";

/** The shape of a line, in half width and lower case; times of the day are left out. */
export function shapeOf(text: string): PatrolShape {
  const line = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(mention, "")
    .replaceAll(seam, " ")
    .trim()
    .replace(/\s*\n\s*/gu, "。")
    .replace(clock, " ")
    .replace(spacedList, "、")
    .replace(doneAhead, (found) => found + seam)
    .replace(/\s+/gu, " ");
  const spans = findBuildings(line, { isAnswer: true, isAboutHouse: true, villages }).map((one) => spanOf(line, one));
  let shape = "";
  let end = 0;
  const buildings: NamedBuilding[] = [];
  for (const { begin, end: until, named } of spans) {
    if (begin < end) continue;
    shape += line.slice(end, begin) + mark;
    buildings.push(named);
    end = until;
  }
  return { text: shape + line.slice(end), buildings };
}

const laneAhead = /^.*(?:巷|坊|弄|街|路)[东西南北]?(?=[0-9a-z])/iu;

function spanOf(line: string, { building, estate, begin: at, end }: BuildingMention) {
  const ahead = `${estate ?? ""}${laneAhead.exec(building)?.[0] ?? ""}`;
  const begin = line.slice(0, at).endsWith(ahead) ? at - ahead.length : at;
  return { begin, end, named: { building, ...(estate === undefined ? {} : { estate }) } };
}

/** How a building was called, in full. */
export const saidName = ({ building, estate }: NamedBuilding): string => `${estate ?? ""}${building}`;
