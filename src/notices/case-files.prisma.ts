import { type Directory, responsibleOf } from "../buildings/directory.js";
import type { Database } from "../database/database.prisma.js";
import { rulesOfCase, type VersionedCaseRules } from "../hazards/case-rules.js";
import type { Hazard } from "../hazards/hazard.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import { countedEvents, findReferral } from "../hazards/referral.js";
import { kindOf } from "../hazards/taxonomy.js";
import type { Clock } from "../shared/clock.js";
import type { HazardId, MediaId } from "../shared/ids.js";
import type { CaseFile, CaseFiles, CasePhoto, CaseSubject } from "./case-file.js";
import { stepOf, toldAt } from "./case-log.js";

/** What the files are drawn from. */
export interface CaseFilesDeps {
  readonly database: Pick<Database, "prisma">;
  readonly hazards: Pick<HazardStore, "findById" | "findEvents">;
  readonly directory: Pick<Directory, "findBuildings" | "findContacts" | "findPeople">;
  readonly rules: VersionedCaseRules;
  readonly clock: Clock;
}

/** The files of cases on PostgreSQL or PGlite. */
export const createCaseFiles = (deps: CaseFilesDeps): CaseFiles => ({
  async find(subject) {
    const id = await findId(deps.database, subject);
    const found = id === undefined ? undefined : await deps.hazards.findById(id);
    return found && fileOf(deps, found.hazard);
  },
});

async function findId({ prisma }: CaseFilesDeps["database"], subject: CaseSubject): Promise<HazardId | undefined> {
  if ("hazardId" in subject) return subject.hazardId;
  const row = await prisma.hazard.findFirst({
    where: { buildingCode: subject.buildingCode, number: subject.number },
    orderBy: { openedOn: "desc" },
    select: { id: true },
  });
  return row?.id as HazardId | undefined;
}

async function fileOf(deps: CaseFilesDeps, hazard: Hazard): Promise<CaseFile | undefined> {
  const { hazards, directory, clock } = deps;
  const { buildingCode, responsibleId } = hazard;
  const { taxonomy, sla } = rulesOfCase(deps.rules, hazard);
  const [buildings, contacts, events, photos] = await Promise.all([
    directory.findBuildings([buildingCode]),
    directory.findContacts(buildingCode),
    hazards.findEvents(hazard.id),
    findPhotos(deps.database, hazard.id),
  ]);
  const building = buildings.get(buildingCode);
  if (!building) return undefined;
  const referral = findReferral(events, sla);
  const people = await directory.findPeople([responsibleId, referral?.byId].filter((id) => id !== undefined));
  const responsible = responsibleId ? people.get(responsibleId) : responsibleOf(contacts);
  const referredBy = referral?.byId && people.get(referral.byId);
  const [worker] = contacts.gridWorkers;
  const counted = countedEvents(events);
  const lastTold = toldAt(counted);
  return {
    hazard,
    kind: kindOf(taxonomy, hazard.code),
    building,
    steps: counted.map(stepOf),
    photos,
    drawnAt: clock.now(),
    ...(responsible && { responsible }),
    ...(worker && { worker }),
    ...(lastTold && { toldAt: lastTold }),
    ...(referral && { referral }),
    ...(referredBy && { referredBy }),
  };
}

async function findPhotos({ prisma }: CaseFilesDeps["database"], hazardId: HazardId): Promise<readonly CasePhoto[]> {
  const rows = await prisma.evidence.findMany({
    where: { hazardId },
    orderBy: [{ phase: "desc" }, { addedAt: "asc" }, { mediaId: "asc" }],
    select: { mediaId: true, phase: true, addedAt: true },
  });
  return rows.map(({ mediaId, phase, addedAt }) => ({
    id: mediaId as MediaId,
    phase: phase as CasePhoto["phase"],
    addedAt,
  }));
}
