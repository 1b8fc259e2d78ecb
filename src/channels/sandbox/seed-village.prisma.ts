import type { Prisma } from "../../database/client/client.js";
import type { Tx } from "../../database/database.prisma.js";
import type { PatrolEntry } from "../../patrols/patrol.js";
import { writePatrols } from "../../patrols/patrol-store.prisma.js";
import { type MessageId, newId, type PersonId } from "../../shared/ids.js";
import { shanghaiDay } from "../../shared/working-calendar.js";
import { defaultGroupPolicy } from "../../buildings/group.js";
import { sandboxAccount, sandboxChannelName } from "./sandbox-account.js";
import { codeInVillage, roomsOf, type Village } from "./village.js";

/** The people of the village under our own ids, by their ids in the sandbox. */
export type VillagePeople = ReadonlyMap<string, PersonId>;

/** Writes the village's buildings, people, roles and groups. */
export async function seedVillage(tx: Tx, village: Village, now: Date): Promise<VillagePeople> {
  await seedBuildings(tx, village, now);
  const people = await seedPeople(tx, village, now);
  await seedGroups(tx, village, now);
  await seedPatrols(tx, village, { people, now });
  return people;
}

const yearAgo = (now: Date): Date => new Date(now.getTime() - 400 * 86_400_000);

async function seedBuildings(tx: Tx, village: Village, now: Date): Promise<void> {
  const { estate, community, street, grid, buildings } = village;
  await tx.building.createMany({
    data: buildings.map((one) => ({
      code: codeInVillage(village, one.serial),
      name: one.name,
      estate,
      community,
      street,
      grid,
      address: `广东省深圳市宝安区${street}${community}${estate}${one.name}`,
      lat: one.lat,
      lon: one.lon,
      sourceDatum: "WGS84",
      storeys: one.storeys,
      unitCount: one.units,
      createdAt: yearAgo(now),
    })),
  });
  await tx.buildingAlias.createMany({
    data: buildings.flatMap((one) =>
      one.aliases.map((alias) => ({ buildingCode: codeInVillage(village, one.serial), alias })),
    ),
  });
  await tx.unit.createMany({ data: buildings.flatMap((one) => unitsOf(village, one)) });
  await tx.metric.createMany({ data: buildings.flatMap((one) => metricsOf(village, one, now)) });
  await tx.buildingFact.createMany({ data: buildings.flatMap((one) => factsOf(village, one, now)) });
}

type VillageBuilding = Village["buildings"][number];

const unitsOf = (village: Village, one: VillageBuilding): { code: string; buildingCode: string; room: string }[] =>
  roomsOf(one).map((room, index) => ({
    code: `${codeInVillage(village, one.serial)}${String(index + 1).padStart(6, "0")}`,
    buildingCode: codeInVillage(village, one.serial),
    room,
  }));

function metricsOf(
  village: Village,
  one: VillageBuilding,
  now: Date,
): { buildingCode: string; kind: string; asOf: Date; value: number; source: string }[] {
  const asOf = new Date(`${new Date(now.getTime() - 7 * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`);
  const values = {
    declared_rate: one.declaredRate,
    archive_completeness: one.completeness,
    tenant_rating: one.rating,
    patrol_days: one.patrolDays,
  };
  return Object.entries(values).map(([kind, value]) => ({
    buildingCode: codeInVillage(village, one.serial),
    kind,
    asOf,
    value,
    source: "示例数据",
  }));
}

function factsOf(village: Village, one: VillageBuilding, now: Date): Prisma.BuildingFactCreateManyInput[] {
  const fact = (
    section: string,
    key: string,
    value: string | number | boolean,
  ): Prisma.BuildingFactCreateManyInput => ({
    id: newId<string>(),
    buildingCode: codeInVillage(village, one.serial),
    section,
    key,
    value,
    source: "示例数据",
    recordedAt: new Date(now.getTime() - 30 * 86_400_000),
  });
  return [
    fact("基本", "storeys", one.storeys),
    fact("租赁", "units", one.units),
    fact("消防", "extinguishers", one.storeys * 2),
    ...(village.trainedHeads.includes(one.serial) ? [fact("基本", "head_trained", true)] : []),
    ...(village.streetChecked.includes(one.serial) ? [fact("基本", "street_check", true)] : []),
  ];
}

async function seedPeople(tx: Tx, village: Village, now: Date): Promise<VillagePeople> {
  const ids = new Map(village.people.map((one) => [one.id, newId<PersonId>()]));
  const idOf = (id: string): PersonId => {
    const found = ids.get(id);
    if (!found) throw new Error(`the village knows nobody with the id ${id}`);
    return found;
  };
  await tx.person.createMany({
    data: village.people.map((one) => ({ id: idOf(one.id), name: one.name, createdAt: yearAgo(now) })),
  });
  await tx.identity.createMany({
    data: village.people.map((one) => ({
      channel: sandboxChannelName,
      account: sandboxAccount,
      externalId: one.id,
      personId: idOf(one.id),
      nickname: one.name,
      boundAt: yearAgo(now),
    })),
  });
  await tx.role.createMany({
    data: village.people.flatMap((one) =>
      rolesOf(village, one).map((role) => ({
        ...role,
        id: newId<string>(),
        personId: idOf(one.id),
        verifiedHow: "示例数据",
        verifiedAt: yearAgo(now),
      })),
    ),
  });
  return ids;
}

function rolesOf(
  village: Village,
  one: Village["people"][number],
): { kind: string; buildingCode?: string; room?: string; area?: string }[] {
  if (one.role === "grid_worker") return [{ kind: one.role, area: village.grid }];
  if (one.role === "community") return [{ kind: one.role, area: village.grid.slice(0, 12) }];
  if (one.building === undefined) return [];
  return [one.building, ...one.alsoOf].map((serial) => ({
    kind: one.role,
    buildingCode: codeInVillage(village, serial),
    ...(one.room === undefined ? {} : { room: one.room }),
  }));
}

async function seedGroups(tx: Tx, village: Village, now: Date): Promise<void> {
  const key = { channel: sandboxChannelName, account: sandboxAccount };
  await tx.chatGroup.createMany({
    data: village.groups.map((one) => ({
      ...key,
      chat: one.id,
      name: one.name,
      grid: village.grid,
      policy: { ...defaultGroupPolicy },
    })),
  });
  await tx.groupScope.createMany({
    data: village.groups.flatMap((one) =>
      one.buildings.map((serial) => ({ ...key, chat: one.id, buildingCode: codeInVillage(village, serial) })),
    ),
  });
  await tx.groupMember.createMany({
    data: village.groups.flatMap((one) =>
      one.members.map((externalId) => ({ ...key, chat: one.id, externalId, joinedAt: yearAgo(now) })),
    ),
  });
}

/** The grid worker looked over a building every other day, the first one the day before yesterday: some are due again. */
async function seedPatrols(
  tx: Tx,
  village: Village,
  { people, now }: { readonly people: VillagePeople; readonly now: Date },
): Promise<void> {
  const worker = village.people.find(({ role }) => role === "grid_worker");
  const personId = worker && people.get(worker.id);
  if (!personId) return;
  const entries = village.buildings.map(({ serial }): PatrolEntry => {
    const at = new Date(now.getTime() - serial * 2 * 86_400_000);
    return {
      id: newId<string>(),
      buildingCode: codeInVillage(village, serial),
      personId,
      side: "staff",
      day: shanghaiDay(at),
      part: "noon",
      isNormal: true,
      words: "示例数据",
      messageId: newId<MessageId>(),
      at,
    };
  });
  await writePatrols(tx, entries);
}
