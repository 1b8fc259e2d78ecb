import type { Building } from "./building.js";
import { normalPlaceName } from "./place-name.js";

/** A place as it was said, in a text or in a nickname. */
export interface SaidPlace {
  /** Such as `3栋`, `28号`, `八巷12号之一`, `兰姐那栋`, or a building code. */
  readonly building?: string;
  /** The estate, street or community said before it: 华侨新村. */
  readonly estate?: string;
  readonly floor?: number;
  readonly room?: string;
}

/** Which building is meant. */
export type Resolution =
  | { readonly kind: "one"; readonly building: Building }
  | { readonly kind: "several"; readonly buildings: readonly Building[] }
  | { readonly kind: "none" };

interface Names {
  /** All names in full, with and without the estate. */
  readonly full: ReadonlySet<string>;
  readonly estate: string;
  /** Community and street. */
  readonly areas: readonly string[];
}

type Matches = (names: Names) => boolean;

/**
 * The building that is meant by a place, among those that may be meant. Exact names and aliases count first, then the
 * end of a longer name (28号 for 麻布新村28号) or a shortened estate (华侨3栋). 3栋 is 3号楼 only where an alias says
 * so. A place with an estate that no candidate has is somewhere else: none.
 */
export function resolveBuilding(
  place: Pick<SaidPlace, "building" | "estate">,
  candidates: readonly Building[],
): Resolution {
  const said = normalPlaceName(place.building ?? "");
  if (said === "") return { kind: "none" };
  const estate = normalPlaceName(place.estate ?? "");
  for (const matches of estate === "" ? withoutEstate(said) : withEstate(estate, said)) {
    const found = candidates.filter((candidate) => matches(namesOf(candidate)));
    if (found.length > 1) return { kind: "several", buildings: found };
    if (found[0]) return { kind: "one", building: found[0] };
  }
  return { kind: "none" };
}

const withoutEstate = (said: string): readonly Matches[] => [
  (names) => names.full.has(said),
  (names) => [...names.full].some((name) => endsAtWord(name, said)),
];

const withEstate = (estate: string, said: string): readonly Matches[] => [
  (names) => names.full.has(estate + said),
  // Words before the estate that do not belong to it: 我在华侨新村3栋.
  (names) => [...names.full].some((name) => name.length > said.length && endsAtWord(estate + said, name)),
  (names) => estate.length > 1 && isShortFor(estate, names) && names.full.has(said),
];

const isShortFor = (said: string, { estate, areas }: Names): boolean =>
  estate.includes(said) || areas.some((area) => area.startsWith(said));

/** 28号 is the end of 麻布新村28号 but not of 128号; 那栋 without a number could be the end of anything. */
const endsAtWord = (name: string, end: string): boolean =>
  name.endsWith(end) && /[0-9A-Z]/u.test(end) && !/[0-9A-Z]$/u.test(name.slice(0, -end.length));

/** The same buildings are asked about all day: their names are put into one spelling once. */
const knownNames = new WeakMap<Building, Names>();

function namesOf(building: Building): Names {
  const known = knownNames.get(building);
  if (known) return known;
  const estate = normalPlaceName(building.estate);
  const said = [building.name, ...building.aliases].map(normalPlaceName).filter((name) => name !== "");
  const names: Names = {
    full: new Set([building.code, ...said, ...said.map((name) => estate + name)]),
    estate,
    areas: [building.community, building.street].map(normalPlaceName),
  };
  knownNames.set(building, names);
  return names;
}

const beforeBuilding = "(?<estate>\\p{Script=Han}{1,8}(?:村|苑|园|坊|里|庄|城|围|大厦|公寓|小区|花园))?";
const buildingWord = "(?<building>(?:[0-9]{1,3}巷)?[0-9]{1,4}(?:号楼|号|栋|座)(?:之[0-9]{1,2})?|[A-Z][0-9]?(?:栋|座))";
const insideBuilding =
  "(?:[0-9]{1,2}单元)?-?(?:(?<floor>[0-9]{1,2})(?:楼|层|F))?(?:(?<room>[0-9]{3,4}[A-H]?)(?![0-9]))?";
const named = new RegExp(`${beforeBuilding}${buildingWord}${insideBuilding}`, "u");
/** The same where nothing else is said: 3栋5楼502房. */
const wholly = new RegExp(`^${beforeBuilding}${buildingWord}${insideBuilding}(?:房间?|室|号房)?$`, "u");
/** 3-502小王: building and room as they are written on letter boxes. */
const letterBox = /^(?<building>[0-9]{1,2})[-#](?<room>[0-9]{3,4})(?![0-9])/u;

/**
 * The building, and the floor or room, that somebody carries in the nickname: 华侨新村3栋502小王, 陈伯(28号房东),
 * 3-502小王. Undefined where there is none. It is a claim, good for a guess and no proof.
 */
export function nicknamePlace(nickname: string): SaidPlace | undefined {
  const name = normalPlaceName(nickname);
  const box = letterBox.exec(name)?.groups;
  if (box) return toPlace({ ...box, building: `${box["building"]}栋` });
  const found = named.exec(name)?.groups;
  return found ? toPlace(found) : undefined;
}

/** The place that a text is, where it is nothing else: 华侨新村3栋502. Undefined where it says more, or no building. */
export function wholePlace(text: string): SaidPlace | undefined {
  const found = wholly.exec(normalPlaceName(text))?.groups;
  return found ? toPlace(found) : undefined;
}

function toPlace(parts: Readonly<Record<string, string | undefined>>): SaidPlace {
  const { building: said, estate: before, floor, room } = parts;
  return {
    ...(said === undefined ? {} : { building: said }),
    ...(before === undefined ? {} : { estate: before }),
    ...(floor === undefined ? {} : { floor: Number(floor) }),
    ...(room === undefined ? {} : { room }),
  };
}
