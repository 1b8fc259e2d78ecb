import { type Directory, responsibleOf } from "../buildings/directory.js";
import type { Database } from "../database/database.prisma.js";
import { rulesOfCase, type VersionedCaseRules } from "../hazards/case-rules.js";
import type { Hazard, HazardEvent } from "../hazards/hazard.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import { kindOf, severityName } from "../hazards/taxonomy.js";
import type { Clock } from "../shared/clock.js";
import type { HazardId } from "../shared/ids.js";
import { err } from "../shared/result.js";
import type { NoticeDesk, NoticeSubject } from "./notice-desk.js";
import { type NoticeParts, writeNotice } from "./rectification-notice.js";

/** What the desk works with. */
export interface NoticeDeskDeps {
  readonly database: Pick<Database, "prisma">;
  readonly hazards: Pick<HazardStore, "findById" | "findEvents">;
  readonly directory: Pick<Directory, "findBuildings" | "findContacts" | "findPeople">;
  readonly rules: VersionedCaseRules;
  readonly clock: Clock;
}

/** The desk on PostgreSQL or PGlite. */
export const createNoticeDesk = (deps: NoticeDeskDeps): NoticeDesk => ({
  async noticeOf(subject) {
    const id = await findId(deps.database, subject);
    const found = id === undefined ? undefined : await deps.hazards.findById(id);
    const parts = found && (await partsOf(deps, found.hazard));
    return parts ? writeNotice(parts) : err("unknown-hazard");
  },
});

async function findId({ prisma }: NoticeDeskDeps["database"], subject: NoticeSubject): Promise<HazardId | undefined> {
  if ("hazardId" in subject) return subject.hazardId;
  const row = await prisma.hazard.findFirst({
    where: { buildingCode: subject.buildingCode, number: subject.number },
    orderBy: { openedOn: "desc" },
    select: { id: true },
  });
  return row?.id as HazardId | undefined;
}

async function partsOf(
  { hazards, directory, rules, clock }: NoticeDeskDeps,
  hazard: Hazard,
): Promise<NoticeParts | undefined> {
  const { buildingCode, responsibleId } = hazard;
  const [buildings, contacts, people, events] = await Promise.all([
    directory.findBuildings([buildingCode]),
    directory.findContacts(buildingCode),
    directory.findPeople(responsibleId ? [responsibleId] : []),
    hazards.findEvents(hazard.id),
  ]);
  const building = buildings.get(buildingCode);
  if (!building) return undefined;
  const responsible = responsibleId ? people.get(responsibleId) : responsibleOf(contacts);
  const [worker] = contacts.gridWorkers;
  return {
    hazard,
    kind: { ...kindOf(rulesOfCase(rules, hazard).taxonomy, hazard.code), severityName: severityName(hazard.severity) },
    building,
    issuedAt: toldAt(events) ?? clock.now(),
    ...(responsible && { responsible }),
    ...(worker && { worker }),
  };
}

/** When a responsible party was last told; what was taken back does not count. */
function toldAt(events: readonly HazardEvent[]): Date | undefined {
  const undone = new Set(events.map(({ data }) => data.undoes));
  return events.findLast(({ kind, seq }) => (kind === "notified" || kind === "reassigned") && !undone.has(seq))?.at;
}
