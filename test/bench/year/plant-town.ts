import type { Database } from "../../../src/database/database.prisma.js";
import { newId } from "../../../src/shared/ids.js";
import type { Town, TownBuilding, Townsman } from "./town.js";
import { network } from "./wire.js";

/** Writes the town into the tables, everybody's role verified on the day before. */
export async function plantTown({ prisma }: Pick<Database, "prisma">, town: Town, from: Date): Promise<void> {
  const verifiedAt = new Date(from.getTime() - 86_400_000);
  await prisma.building.createMany({ data: town.buildings.map((building) => buildingRow(building, verifiedAt)) });
  await prisma.person.createMany({ data: town.people.map(({ id, name }) => ({ id, name, createdAt: verifiedAt })) });
  await prisma.identity.createMany({
    data: town.people
      .filter(({ reach }) => reach !== "unknown")
      .map(({ id, externalId, name }) => ({
        ...network,
        externalId,
        personId: id,
        nickname: name,
        boundAt: verifiedAt,
      })),
  });
  await prisma.role.createMany({ data: town.people.flatMap((person) => roleRows(person, verifiedAt)) });
  await prisma.chatGroup.createMany({
    data: town.groups.map(({ chat, grid }) => ({
      ...network,
      chat,
      name: `${chat}群`,
      grid,
      policy: { isSilent: false, linesPerDay: 3 },
    })),
  });
  await prisma.groupScope.createMany({
    data: town.groups.flatMap(({ chat, buildingCodes }) =>
      buildingCodes.map((buildingCode) => ({ ...network, chat, buildingCode })),
    ),
  });
}

const buildingRow = ({ code, name, estate }: TownBuilding, createdAt: Date) => ({
  code,
  name,
  estate,
  address: `${estate}${name}`,
  community: `第${Number(code.slice(9, 12))}社区`,
  street: "西乡街道",
  grid: code.slice(0, 14),
  createdAt,
});

function roleRows({ id, role, buildingCodes, area }: Townsman, verifiedAt: Date) {
  const places = area === undefined ? buildingCodes.map((buildingCode) => ({ buildingCode })) : [{ area }];
  return places.map((place) => ({ id: newId<string>(), personId: id, kind: role, verifiedAt, ...place }));
}
