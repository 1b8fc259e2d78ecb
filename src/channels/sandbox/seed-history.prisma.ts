import { commitChanges } from "../../conversation/commit-changes.prisma.js";
import { changes } from "../../conversation/changes.js";
import { ladderTask } from "../../conversation/ladder-task.js";
import type { Tx } from "../../database/database.prisma.js";
import { type HazardStep, move, openCase } from "../../hazards/apply-event.js";
import { deadlineAfter } from "../../hazards/deadline.js";
import { type CaseRules, rulesVersionOf } from "../../hazards/case-rules.js";
import { isWaitingForFix } from "../../hazards/hazard.js";
import { kindOf } from "../../hazards/taxonomy.js";
import { type HazardId, newId, type PersonId } from "../../shared/ids.js";
import { shanghaiDay } from "../../shared/working-calendar.js";
import { sandboxAccount, sandboxChannelName } from "./sandbox-account.js";
import { seedTalk, type TalkLine } from "./seed-talk.prisma.js";
import type { VillagePeople } from "./seed-village.prisma.js";
import { codeInVillage, type Village } from "./village.js";

const hourMs = 3_600_000;

/** What the history is written from. */
export interface HistorySeed {
  readonly village: Village;
  readonly people: VillagePeople;
  readonly rules: CaseRules;
  readonly now: Date;
}

/** Writes past cases with their logs, and the last days' talk with its place in the buildings' files. */
export async function seedHistory(tx: Tx, seed: HistorySeed): Promise<void> {
  const cases = seed.village.hazards.map((past) => pastCase(seed, past));
  const steps = cases.flatMap((one) => one.steps);
  await commitChanges(
    tx,
    changes({
      steps,
      reporters: cases.map(({ steps: [first], reporterId }) => ({
        hazardId: idOf(first),
        personId: reporterId,
        at: first?.event.at ?? seed.now,
      })),
      tasks: cases.flatMap((one) => {
        const hazard = one.steps.at(-1)?.hazard;
        return hazard && isWaitingForFix(hazard) ? (ladderTask(hazard, seed.rules, seed.now) ?? []) : [];
      }),
    }),
    { render: () => "", now: seed.now },
  );
  await seedTalk(tx, seed, cases.map(talkOf));
}

const idOf = (step: HazardStep | undefined): HazardId => {
  if (!step) throw new Error("a past case has a first step");
  return step.hazard.id;
};

const talkOf = ({ steps, chat, reporter: from, text, at }: PastCase): TalkLine => ({
  chat,
  from,
  text,
  at,
  ...(steps[0] ? { about: steps[0].hazard.buildingCode } : {}),
});

interface PastCase {
  readonly steps: readonly HazardStep[];
  readonly reporterId: PersonId;
  readonly reporter: string;
  readonly text: string;
  readonly chat: string;
  readonly at: Date;
}

function pastCase(seed: HistorySeed, past: Village["hazards"][number]): PastCase {
  const { village, rules, now } = seed;
  const buildingCode = codeInVillage(village, past.building);
  const at = new Date(now.getTime() - past.daysAgo * 24 * hourMs);
  const kind = kindOf(rules.taxonomy, past.code);
  const reporterId = personOf(seed, past.by);
  const chat =
    village.groups.find((group) => group.buildings.includes(past.building))?.id ?? village.groups[0]?.id ?? "";
  const opened = openCase(
    newId<HazardId>(),
    {
      openedOn: shanghaiDay(at),
      communityCode: buildingCode.slice(0, 12),
      buildingCode,
      code: past.code,
      severity: kind.severity,
      origin: past.origin,
      place: {},
      summary: past.text,
      ref: { channel: sandboxChannelName, account: sandboxAccount, chat },
      reporterId,
      rulesVersion: rulesVersionOf(rules),
    },
    { at, ...(kind.limitHours === null ? {} : { dueAt: deadlineAfter(at, kind.limitHours) }) },
  );
  return {
    steps: [opened, ...laterSteps(seed, { opened, past, at })],
    reporterId,
    reporter: past.by,
    text: past.text,
    chat,
    at,
  };
}

function laterSteps(
  seed: HistorySeed,
  { opened, past, at }: { readonly opened: HazardStep; readonly past: Village["hazards"][number]; readonly at: Date },
): readonly HazardStep[] {
  const landlord = seed.village.people.find(
    (one) => one.role === "landlord" && (one.building === past.building || one.alsoOf.includes(past.building)),
  );
  const worker = seed.village.people.find((one) => one.role === "grid_worker");
  const responsibleId = landlord ? personOf(seed, landlord.id) : undefined;
  const fixedAt = past.fixedAfterHours === null ? undefined : new Date(at.getTime() + past.fixedAfterHours * hourMs);
  const steps: HazardStep[] = [];
  const make = (wish: Parameters<typeof move>[1]): void => {
    const step = move(steps.at(-1)?.hazard ?? opened.hazard, wish);
    if (!step.ok) throw new Error(`the past case ${past.text} cannot be ${wish.kind}`);
    steps.push(step.value);
  };
  if (responsibleId) make({ kind: "notified", as: "bot", at, data: { responsibleId } });
  if (fixedAt && responsibleId && worker) {
    make({ kind: "fixed", as: "responsible", actorId: responsibleId, at: fixedAt });
    make({
      kind: "passed",
      as: "staff",
      actorId: personOf(seed, worker.id),
      at: new Date(fixedAt.getTime() + 2 * hourMs),
    });
  }
  return steps;
}

function personOf(seed: HistorySeed, id: string): PersonId {
  const found = seed.people.get(id);
  if (!found) throw new Error(`the village knows nobody with the id ${id}`);
  return found;
}
