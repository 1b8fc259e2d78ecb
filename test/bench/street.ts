import type { Database } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";

/** The size of the street that the benchmark runs on. */
export const street = {
  grids: 50,
  buildingsOfGrid: 36,
  groups: 200,
  tenantsOfGroup: 50,
  reportersOfGroup: 10,
} as const;

/** The channel of the benchmark; nothing is sent. */
export const account = { channel: "bench", account: "bot" } as const;

const gridCode = (grid: number): string => `440306018${String(100 + Math.floor(grid / 90))}${String((grid % 90) + 10)}`;
const buildingCode = (grid: number, serial: number): string => `${gridCode(grid)}${String(serial).padStart(5, "0")}`;

/** Group n and the grid that it belongs to. */
export const groupId = (group: number): string => `g${group}`;
/** Tenant n of a group. */
export const tenantId = (group: number, tenant: number): string => `t${group}-${tenant}`;

/** Writes buildings, landlords, grid workers, tenants and groups. */
export async function buildStreet(database: Database): Promise<void> {
  const { prisma } = database;
  const grids = Array.from({ length: street.grids }, (_, grid) => grid);
  const buildings = grids.flatMap((grid) =>
    Array.from({ length: street.buildingsOfGrid }, (_, index) => ({ grid, serial: index + 1 })),
  );
  await prisma.building.createMany({
    data: buildings.map(({ grid, serial }) => ({
      code: buildingCode(grid, serial),
      name: `${serial}栋`,
      estate: `新村${grid}`,
      address: `新村${grid}${serial}栋`,
      community: "社区",
      street: "街道",
      grid: gridCode(grid),
    })),
  });
  await addPeople(database, [
    ...buildings.map(({ grid, serial }) => ({
      id: `l${grid}-${serial}`,
      role: { kind: "landlord", buildingCode: buildingCode(grid, serial) },
    })),
    ...grids.map((grid) => ({ id: `w${grid}`, role: { kind: "grid_worker", area: gridCode(grid) } })),
    ...tenants(),
  ]);
  await addGroups(database);
}

interface Newcomer {
  readonly id: string;
  readonly role: { readonly kind: string; readonly buildingCode?: string; readonly area?: string };
}

const gridOfGroup = (group: number): number => group % street.grids;

const tenants = (): readonly Newcomer[] =>
  Array.from({ length: street.groups * street.tenantsOfGroup }, (_, index) => {
    const group = Math.floor(index / street.tenantsOfGroup);
    const serial = (index % street.buildingsOfGrid) + 1;
    return {
      id: tenantId(group, index % street.tenantsOfGroup),
      role: { kind: "tenant", buildingCode: buildingCode(gridOfGroup(group), serial) },
    };
  });

async function addPeople({ prisma }: Database, newcomers: readonly Newcomer[]): Promise<void> {
  const people = newcomers.map((one) => ({ ...one, personId: newId<string>() }));
  const verifiedAt = new Date("2026-01-01T00:00:00Z");
  await prisma.person.createMany({ data: people.map((one) => ({ id: one.personId, name: one.id })) });
  await prisma.identity.createMany({
    data: people.map((one) => ({ ...account, externalId: one.id, personId: one.personId, nickname: one.id })),
  });
  await prisma.role.createMany({
    data: people.map((one) => ({ ...one.role, id: newId<string>(), personId: one.personId, verifiedAt })),
  });
}

async function addGroups({ prisma }: Database): Promise<void> {
  const groups = Array.from({ length: street.groups }, (_, group) => group);
  await prisma.chatGroup.createMany({
    data: groups.map((group) => ({
      ...account,
      chat: groupId(group),
      name: `群${group}`,
      grid: gridCode(gridOfGroup(group)),
      policy: { isSilent: false, linesPerDay: 3 },
    })),
  });
  await prisma.groupScope.createMany({
    data: groups.flatMap((group) =>
      Array.from({ length: 9 }, (_, index) => ({
        ...account,
        chat: groupId(group),
        buildingCode: buildingCode(
          gridOfGroup(group),
          ((Math.floor(group / street.grids) * 9 + index) % street.buildingsOfGrid) + 1,
        ),
      })),
    ),
  });
}
