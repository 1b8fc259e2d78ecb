import type { EvaluationLine } from "./evaluation-line.js";
import type { PlaceMention, Reading } from "./reading.js";

/** A labelled line and what was made of it. */
interface Placed {
  readonly line: EvaluationLine;
  readonly reading: Reading;
}

const numerals = "零一二三四五六七八九";

/** One writing for names of places: 三栋, 3 幢 and 三洞 are 3栋, 十二巷 is 12巷. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/\s|^在/gu, "")
    .replace(/號/gu, "号")
    .replace(/棟/gu, "栋")
    .replace(/樓/gu, "楼")
    .replace(/#楼?/gu, "号楼")
    .replace(/[〇]/gu, "零")
    .replace(/(?<=[0-9一二三四五六七八九十两])(?:洞|东|动|幢)/gu, "栋")
    .replace(
      /([一二三四五六七八九])?十([一二三四五六七八九])?/gu,
      (_, tens: string | undefined, ones: string | undefined) =>
        `${tens ? numerals.indexOf(tens) : 1}${ones ? numerals.indexOf(ones) : 0}`,
    )
    .replace(/两(?=[栋号座])/gu, "2")
    .replace(/[零一二三四五六七八九]/gu, (one) => String(numerals.indexOf(one)));

/** Several names of a label are joined by commas. */
const namesIn = (label: string): readonly string[] =>
  label
    .split(/[,，、]/u)
    .map(plain)
    .filter((name) => name !== "");

/** Whether the label of a line names a building. */
export const namesBuilding = ({ line }: Placed): boolean => Boolean(line.building);

/** Whether the label of a line names a room. */
export const namesRoom = ({ line }: Placed): boolean => Boolean(line.room);

/** Whether all buildings of the label were found, with or without the estate. */
export function findsBuildings(one: Placed): boolean {
  const said = new Set(
    placesOf(one).flatMap(({ estate = "", building = "" }) => [plain(building), plain(estate + building)]),
  );
  return namesIn(one.line.building ?? "").every((name) => said.has(name));
}

/** Whether all rooms of the label were found; that of the nickname counts only where the writer's own home is meant. */
export function findsRooms({ line, reading: { places, home } }: Placed): boolean {
  const named = places.flatMap(({ room }) => (room === undefined ? [] : [plain(room)]));
  const own = home?.isMeant === true ? home.place.room : undefined;
  const said = new Set(named.length > 0 || own === undefined ? named : [plain(own)]);
  return namesIn(line.room ?? "").every((room) => said.has(room));
}

/**
 * The places of the text; where it names no building, that of the open case, of the line before, or of the sender's
 * nickname, in the order in which the conversation looks for it.
 */
function placesOf({ line, reading: { places, about, home } }: Placed): readonly PlaceMention[] {
  if (places.some(({ building }) => building !== undefined)) return places;
  const near = line.open_case?.building ? { building: line.open_case.building } : about;
  if (near) return [...places, near];
  return home?.place.building === undefined ? places : [...places, home.place];
}
