import type { Directory } from "../buildings/directory.js";
import { type ChatRef } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import type { Taxonomy } from "../hazards/taxonomy.js";
import type { BuildingCode } from "../shared/ids.js";
import type { Intent, PlaceMention, Reading } from "../understanding/reading.js";

/** Chinese names of the intents. Source: docs/glossary.md. */
const intentNames: Readonly<Record<Intent, string>> = {
  report: "报隐患",
  emergency: "紧急",
  supplement: "补充信息",
  feedback: "整改反馈",
  "star-query": "查星级",
  "progress-query": "查进度",
  complaint: "投诉",
  help: "求助",
  question: "咨询",
  acknowledgement: "收到",
  command: "口令",
  chatter: "闲聊",
};

/** What the drawer shows for a line: what was understood, decided, stored, and said to whom. */
export interface LineExplanation {
  readonly id: string;
  readonly intent: Intent;
  readonly intentName: string;
  readonly zone: string;
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly hazards: readonly {
    readonly code: string;
    readonly name: string;
    readonly severity: string;
    readonly phrase: string;
  }[];
  readonly places: readonly string[];
  readonly emergency?: { readonly code: string; readonly name: string };
  readonly decision: readonly string[];
  readonly cases: readonly CaseShown[];
  readonly links: readonly { readonly building: string; readonly reason: string }[];
  readonly lines: readonly LineShown[];
}

interface CaseShown {
  readonly number: string;
  readonly state: string;
  readonly building: string;
  readonly code: string;
  readonly name: string;
  readonly dueAt?: string;
}

interface LineShown {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  readonly state: string;
  readonly notBefore: string;
  readonly sentAt?: string;
  readonly error?: string;
}

/** What the explanation is made from. */
export interface ExplainDeps {
  readonly database: Database;
  readonly directory: Directory;
  readonly taxonomy: Taxonomy;
  /** Reads a line that left nothing behind, for its reasons. */
  readonly readAgain: (text: string) => Reading;
}

/** Explains an archived line by its id on the network; nothing where it was not accepted. */
export async function explainLine(
  deps: ExplainDeps,
  ref: ChatRef,
  externalId: string,
): Promise<LineExplanation | undefined> {
  const [row] = await deps.database.prisma.$queryRaw<
    {
      message_id: string;
      text: string;
      reading: Reading | null;
      decision: { notes: string[]; hazardIds: string[] } | null;
    }[]
  >`
    SELECT s.message_id::text, m.text, r.reading, r.decision FROM seen s
    JOIN message m ON m.chat = s.chat AND m.sent_at = s.sent_at AND m.id = s.message_id
    LEFT JOIN message_reading r ON r.message_id = s.message_id
    WHERE s.channel = ${ref.channel} AND s.account = ${ref.account} AND s.chat = ${ref.chat} AND s.external_id = ${externalId}`;
  if (!row) return undefined;
  const reading = row.reading ?? deps.readAgain(row.text);
  const [cases, links, lines] = await Promise.all([
    findCases(deps, row.decision?.hazardIds ?? []),
    findLinks(deps, row.message_id),
    findLines(deps.database, row.message_id),
  ]);
  return {
    id: externalId,
    ...readingShown(deps.taxonomy, reading),
    decision: row.decision?.notes ?? ["不用出声,也不记到哪栋楼;24小时后删除"],
    cases,
    links,
    lines,
  };
}

/** The line of a person that led to each line of the bot, both by their ids on the network; `seen` outlives the archive. */
export async function findCauses(
  database: Database,
  ref: Omit<ChatRef, "chat">,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.prisma.$queryRaw<{ provider_id: string; external_id: string }[]>`
    SELECT o.provider_id, s.external_id FROM outbox_line o
    JOIN seen s ON s.message_id = o.caused_by AND s.channel = o.channel AND s.account = o.account
    WHERE o.channel = ${ref.channel} AND o.account = ${ref.account} AND o.provider_id = ANY(${[...providerIds]})`;
  return new Map(rows.map((row) => [row.provider_id, row.external_id]));
}

type ReadingShown = Pick<
  LineExplanation,
  "intent" | "intentName" | "zone" | "confidence" | "reasons" | "hazards" | "places"
> &
  Partial<Pick<LineExplanation, "emergency">>;

function readingShown(taxonomy: Taxonomy, reading: Reading): ReadingShown {
  const nameOf = (code: string): string => taxonomy.kinds.get(code)?.name ?? code;
  return {
    intent: reading.intent,
    intentName: intentNames[reading.intent],
    zone: reading.zone,
    confidence: reading.confidence,
    reasons: reading.reasons,
    hazards: reading.hazards.map((hazard) => ({ ...hazard, name: nameOf(hazard.code) })),
    places: reading.places.map(sayPlace),
    ...(reading.emergency ? { emergency: { code: reading.emergency.code, name: nameOf(reading.emergency.code) } } : {}),
  };
}

const sayPlace = (place: PlaceMention): string =>
  `${place.estate ?? ""}${place.building ?? ""}${place.floor === undefined ? "" : `${place.floor}楼`}${place.room ?? ""}${place.spot ?? ""}`;

async function findCases(deps: ExplainDeps, ids: readonly string[]): Promise<readonly CaseShown[]> {
  if (ids.length === 0) return [];
  const rows = await deps.database.prisma.hazard.findMany({
    where: { id: { in: [...ids] } },
    include: { building: true },
  });
  return rows.map((row) => ({
    number: row.number,
    state: row.state,
    building: row.building.name,
    code: row.code,
    name: deps.taxonomy.kinds.get(row.code)?.name ?? row.code,
    ...(row.dueAt ? { dueAt: row.dueAt.toISOString() } : {}),
  }));
}

const linkReasons: Readonly<Record<string, string>> = {
  text: "话里说了楼栋",
  quote: "引用的话在说这栋",
  case: "跟着这件隐患",
  nickname: "群昵称里写着楼栋",
  unit: "发言人住这栋",
  group: "群只属于这栋",
};

async function findLinks(deps: ExplainDeps, messageId: string): Promise<LineExplanation["links"]> {
  const rows = await deps.database.prisma.messageBuilding.findMany({ where: { messageId } });
  const buildings = await deps.directory.findBuildings(rows.map((row) => row.buildingCode as BuildingCode));
  return rows.map((row) => ({
    building: buildings.get(row.buildingCode as BuildingCode)?.name ?? row.buildingCode,
    reason: `${linkReasons[row.reason] ?? row.reason}(${row.detail})`,
  }));
}

async function findLines(database: Database, causedBy: string): Promise<readonly LineShown[]> {
  const rows = await database.prisma.outboxLine.findMany({ where: { causedBy }, orderBy: { id: "asc" } });
  return rows.map((row) => ({
    to: row.chat,
    kind: row.kind,
    text: row.text,
    state: row.state,
    notBefore: row.notBefore.toISOString(),
    ...(row.sentAt ? { sentAt: row.sentAt.toISOString() } : {}),
    ...(row.error ? { error: row.error } : {}),
  }));
}
