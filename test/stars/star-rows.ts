import type { Database } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";

const instant = (text: string): Date => new Date(`${text}+08:00`);

/** A building of the sample village that the system has known since 2025, with a good file. */
export async function insertBuilding(database: Database, serial: number): Promise<void> {
  const code = codeOf(serial);
  await database.prisma.building.create({
    data: {
      code,
      name: `${serial}栋`,
      estate: "华侨新村",
      address: `华侨新村${serial}栋`,
      community: "麻布社区",
      street: "西乡街道",
      grid: code.slice(0, 14),
      createdAt: instant("2025-01-01T10:00:00"),
    },
  });
  await insertMetric(database, serial, { archive_completeness: 1, declared_rate: 0.99, patrol_days: 25 });
}

/** A measured value, on 1 November unless said otherwise. */
export async function insertMetric(
  database: Database,
  serial: number,
  { day = "2026-11-01", ...values }: { readonly day?: string } & Readonly<Record<string, number | string>>,
): Promise<void> {
  const rows = Object.entries(values).map(([kind, value]) => ({
    buildingCode: codeOf(serial),
    kind,
    value: Number(value),
    asOf: new Date(day),
    source: "test",
  }));
  await database.prisma.metric.createMany({ data: rows });
}

/** A fact of the building file, which a person entered unless said otherwise. */
export async function insertFact(
  database: Database,
  serial: number,
  fact: {
    readonly key: string;
    readonly value: object | boolean | string;
    readonly at?: string;
    readonly recordedBy?: string | null;
  },
): Promise<void> {
  const { key, value, at = "2026-11-02T10:00:00", recordedBy = newId() } = fact;
  await database.prisma.buildingFact.create({
    data: {
      id: newId(),
      buildingCode: codeOf(serial),
      section: "基本",
      key,
      value,
      source: "test",
      recordedBy,
      recordedAt: instant(at),
    },
  });
}

/** A verified building head. */
export async function insertHead(database: Database, serial: number): Promise<void> {
  const person = await database.prisma.person.create({ data: { id: newId(), name: "楼栋长" } });
  await database.prisma.role.create({
    data: {
      id: newId(),
      personId: person.id,
      kind: "head",
      buildingCode: codeOf(serial),
      verifiedAt: instant("2026-01-01T10:00:00"),
    },
  });
}

/** What a stored hazard may differ in. */
export interface HazardRowOver {
  readonly code?: string;
  readonly severity?: string;
  readonly origin?: string;
  readonly state?: string;
  readonly dueAt?: Date;
  readonly closedAt?: Date;
  readonly events?: readonly { readonly kind: string; readonly at: string }[];
}

/** A major hazard that a tenant reported on 20 November, due on the 23rd; returns its id. */
export async function insertHazard(database: Database, serial: number, over: HazardRowOver = {}): Promise<string> {
  const { events = [], ...columns } = over;
  const id = newId();
  await database.prisma.hazard.create({
    data: {
      id,
      number: `1120-${id.slice(-4)}`,
      openedOn: new Date("2026-11-20"),
      communityCode: codeOf(serial).slice(0, 12),
      buildingCode: codeOf(serial),
      code: "E04",
      severity: "major",
      state: "notified",
      origin: "tenant",
      place: {},
      summary: "电线乱拉",
      channel: "sandbox",
      account: "louxin-sandbox",
      chat: "g1",
      reporterId: newId(),
      rulesVersion: "test",
      openedAt: instant("2026-11-20T10:00:00"),
      dueAt: instant("2026-11-23T18:00:00"),
      version: events.length,
      ...columns,
    },
  });
  await database.prisma.hazardEvent.createMany({
    data: events.map(({ kind, at }, index) => ({ hazardId: id, seq: index + 1, kind, at: instant(at), data: {} })),
  });
  return id;
}

/** A patrol of the house's own people in the morning, unless said otherwise. */
export async function insertPatrol(
  database: Database,
  serial: number,
  { day, side = "house" }: { readonly day: string; readonly side?: "house" | "staff" },
): Promise<void> {
  await database.prisma.patrol.create({
    data: {
      id: newId(),
      buildingCode: codeOf(serial),
      personId: newId(),
      side,
      day: new Date(day),
      part: "morning",
      isNormal: true,
      words: "早巡完",
      messageId: newId(),
      at: instant(`${day}T08:00:00`),
    },
  });
}
