import { groupBy } from "../../../src/shared/group-by.js";
import { seededRandom } from "../../support/seeded-random.js";

/** What somebody is in the town. */
export type TownRole = "tenant" | "landlord" | "head" | "grid_worker" | "community" | "street";

/** How somebody takes what the bot asks of them. */
export type Temper = "diligent" | "slow" | "promiser" | "silent";

/** Somebody of the town. */
export interface Townsman {
  /** The person's id in the tables. */
  readonly id: string;
  /** Their id on the network. */
  readonly externalId: string;
  readonly name: string;
  readonly role: TownRole;
  readonly temper: Temper;
  /** known: the bot reaches them; unknown: no account of theirs is known; blocked: the network refuses lines to them. */
  readonly reach: "known" | "unknown" | "blocked";
  readonly buildingCodes: readonly string[];
  /** For staff: the prefix of the codes of their buildings. */
  readonly area?: string;
}

/** A building and who belongs to it. */
export interface TownBuilding {
  readonly code: string;
  readonly name: string;
  readonly estate: string;
  /** The group in which its tenants are. */
  readonly chat: string;
  readonly landlord: Townsman;
  readonly tenants: readonly Townsman[];
}

/** A group of the network and the buildings that it serves. */
export interface TownGroup {
  readonly chat: string;
  readonly grid: string;
  readonly buildingCodes: readonly string[];
}

/** All of the town. */
export interface Town {
  readonly buildings: readonly TownBuilding[];
  readonly groups: readonly TownGroup[];
  readonly people: readonly Townsman[];
  /** By the person's id on the network. */
  readonly byExternalId: ReadonlyMap<string, Townsman>;
}

const street = "440306018";
const buildingsOfGrid = 36;
const gridsOfCommunity = 5;
const buildingsOfGroup = 12;
const tenantsOfBuilding = 3;

/** The prefix of the grid that building n stands in. */
const gridOf = (n: number): string => {
  const grid = Math.floor(n / buildingsOfGrid);
  const community = String(Math.floor(grid / gridsOfCommunity) + 1).padStart(3, "0");
  return `${street}${community}${String((grid % gridsOfCommunity) + 1).padStart(2, "0")}`;
};

/** Makes up the town: landlords with one to four buildings each, heads for some houses, staff for every area. */
export function buildTown(seed: number, size: number): Town {
  const random = seededRandom(seed);
  const newcomer = createRegistry(random);
  const landlords = landlordsOf(size, { random, newcomer });
  const buildings = Array.from({ length: size }, (_, n): TownBuilding => {
    const serial = (n % buildingsOfGrid) + 1;
    const code = `${gridOf(n)}${String(serial).padStart(5, "0")}`;
    const landlord = landlords[n];
    if (!landlord) throw new Error(`building ${n} has no landlord`);
    if (random() < 0.4) newcomer("head", { buildingCodes: [code] });
    return {
      code,
      name: `${serial}栋`,
      estate: `${"东西南北中"[Math.floor(n / buildingsOfGrid) % 5]}${Math.floor(n / buildingsOfGrid / 5) + 1}新村`,
      chat: `g${gridOf(n).slice(-5)}-${Math.floor((serial - 1) / buildingsOfGroup) + 1}`,
      landlord,
      tenants: Array.from({ length: tenantsOfBuilding }, () => newcomer("tenant", { buildingCodes: [code] })),
    };
  });
  for (const area of areasOf(buildings, 14)) newcomer("grid_worker", { area });
  for (const area of areasOf(buildings, 12)) newcomer("community", { area });
  newcomer("street", { area: street });
  const people = newcomer.all;
  return {
    buildings,
    groups: groupsOf(buildings),
    people,
    byExternalId: new Map(people.map((one) => [one.externalId, one])),
  };
}

type Newcomer = ((role: TownRole, about: Partial<Townsman>) => Townsman) & { readonly all: readonly Townsman[] };

const roleNumbers: Readonly<Record<TownRole, number>> = {
  tenant: 1,
  landlord: 2,
  head: 3,
  grid_worker: 4,
  community: 5,
  street: 6,
};
const surnames = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛".split("");

function createRegistry(random: () => number): Newcomer {
  const all: Townsman[] = [];
  const add = (role: TownRole, about: Partial<Townsman>): Townsman => {
    const serial = all.length + 1;
    const one: Townsman = {
      id: `0000000${roleNumbers[role]}-0000-7000-8000-${serial.toString(16).padStart(12, "0")}`,
      externalId: `${role.replace("_", "-")}-${serial}`,
      name: `${surnames[serial % surnames.length]}${serial}`,
      role,
      temper: temperOf(random()),
      reach: "known",
      buildingCodes: [],
      ...about,
    };
    all.push(one);
    return one;
  };
  return Object.assign(add, { all });
}

const temperOf = (dice: number): Temper =>
  dice < 0.55 ? "diligent" : dice < 0.8 ? "slow" : dice < 0.92 ? "promiser" : "silent";

/** The landlord of each building; nobody has buildings in two grids, since people speak of 3栋 and mean their own. */
function landlordsOf(
  size: number,
  { random, newcomer }: { readonly random: () => number; readonly newcomer: Newcomer },
): readonly Townsman[] {
  const landlords: Townsman[] = [];
  while (landlords.length < size) {
    const first = landlords.length;
    const wanted = 1 + Math.floor(random() * random() * 4);
    const inGrid = buildingsOfGrid - (first % buildingsOfGrid);
    const count = Math.min(wanted, inGrid, size - first);
    const codes = Array.from({ length: count }, (_, at) => {
      const n = first + at;
      return `${gridOf(n)}${String((n % buildingsOfGrid) + 1).padStart(5, "0")}`;
    });
    const landlord = newcomer("landlord", { buildingCodes: codes, reach: reachOf(new Set(landlords).size) });
    landlords.push(...codes.map(() => landlord));
  }
  return landlords;
}

/** One in sixteen has no account that anybody knows, one in forty has shut the bot out. */
const reachOf = (nth: number): Townsman["reach"] => (nth % 16 === 3 ? "unknown" : nth % 40 === 6 ? "blocked" : "known");

const areasOf = (buildings: readonly TownBuilding[], digits: number): readonly string[] => [
  ...new Set(buildings.map(({ code }) => code.slice(0, digits))),
];

const groupsOf = (buildings: readonly TownBuilding[]): readonly TownGroup[] =>
  [...groupBy(buildings, ({ chat }) => chat)].map(([chat, own]) => ({
    chat,
    grid: own[0]?.code.slice(0, 14) ?? "",
    buildingCodes: own.map(({ code }) => code),
  }));
