import type { BuildingContacts } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import { chatKey } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { BatchHandler, DueTask, TaskEnd } from "../delivery/due-tasks.js";
import type { FindLastTold } from "../delivery/last-told.prisma.js";
import { rulesOfCase } from "../hazards/case-rules.js";
import type { Hazard, WaitingHazard } from "../hazards/hazard.js";
import { lookAtLadder } from "../hazards/ladder.js";
import type { BuildingCode, HazardId, PersonId } from "../shared/ids.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, mergeChanges } from "./changes.js";
import type { DueDeps } from "./due-handlers.prisma.js";
import { decideLadder, type LadderContext, reminderKinds, turnsToOthers } from "./due-ladder.js";
import { intoWindow } from "./quiet-hours.js";

/** What the looks need. */
export interface LadderDeps extends DueDeps {
  readonly findLastTold: FindLastTold;
}

/** So many cases are looked at together: beyond it a batch only takes longer, and holds its rows longer. */
const mostCases = 500;

/** Looks after cases that stay open: reminders and escalations, if they are still true. */
export const createLadderHandler = (deps: LadderDeps): BatchHandler<Tx> => ({
  atMost: mostCases,
  async handle(tasks, { now, complete }) {
    const opensAt = intoWindow(now, deps.rules.sla);
    // Looked at when people may be written to, not before: what is said must be true when it is read.
    const looks = opensAt > now ? tasks.map((task) => waitUntil(task, opensAt)) : await lookAtAll(deps, tasks, now);
    const all = mergeChanges(looks.flatMap((look) => look.changes ?? []));
    await deps.transaction(async (tx) => {
      await deps.commit(tx, all, now);
      await complete(tx, looks);
    });
  },
});

/** What a look at one case led to. */
interface Look extends TaskEnd {
  readonly changes?: Changes;
}

const waitUntil = (task: DueTask, dueAt: Date): Look => ({ task, next: { dueAt, data: task.data } });

async function lookAtAll(deps: LadderDeps, tasks: readonly DueTask[], now: Date): Promise<readonly Look[]> {
  const contexts = await loadContexts(deps, tasks, now);
  const looks = tasks.map((task): Look & { readonly order: string } => {
    const context = contexts.get(task);
    if (!context) return { task, order: "" };
    const { changes, nextAt } = decideLadder(context);
    const next = nextAt && { dueAt: nextAt, data: { since: now.toISOString() } };
    return { task, changes, next, order: `${context.hazard.responsibleId} ${context.hazard.id}` };
  });
  // Lines to one person may have the same key: in one order everywhere two processes do not wait for each other.
  return looks.toSorted((a, b) => (a.order < b.order ? -1 : 1));
}

type Contexts<Context> = ReadonlyMap<DueTask, Context>;

/** What each look may look at; a task whose case is gone has none. */
async function loadContexts(deps: LadderDeps, tasks: readonly DueTask[], now: Date): Promise<Contexts<LadderContext>> {
  const cases = await deps.hazards.findByIds(tasks.map((task) => task.subject as HazardId));
  const looks = tasks.flatMap((task) => {
    const hazard = cases.get(task.subject as HazardId);
    return hazard ? [{ task, hazard, look: lookAt(hazard, task, { rules: deps.rules, now }) }] : [];
  });
  const responsible = [...new Set([...cases.values()].flatMap(({ responsibleId }) => responsibleId ?? []))];
  const reminded = new Set(looks.flatMap(({ hazard, look }) => (look.reminder && hazard.responsibleId) ?? []));
  const [waiting, people] = await Promise.all([
    deps.hazards.findWaitingOf(responsible),
    deps.directory.findPeople(responsible),
  ]);
  const [buildings, remindedAt] = await Promise.all([
    deps.directory.findBuildings(codesOf([...cases.values(), ...[...waiting.values()].flat()])),
    deps.findLastTold(
      [...people.values()].flatMap(({ id, direct }) => (reminded.has(id) && direct) || []),
      { kinds: Object.values(reminderKinds), since: atShanghai(shanghaiDay(now), "00:00") },
    ),
  ]);
  const known = { waiting, people, buildings, remindedAt, rules: deps.rules, now };
  const contexts = new Map(looks.map(({ task, ...one }) => [task, contextOf(one, known)]));
  return withContacts(deps, contexts);
}

interface Known extends Pick<LadderContext, "buildings" | "rules" | "now"> {
  readonly waiting: ReadonlyMap<PersonId, readonly WaitingHazard[]>;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly remindedAt: ReadonlyMap<string, Date>;
}

function lookAt(
  hazard: Hazard,
  task: DueTask,
  { rules, now }: Pick<LadderContext, "rules" | "now">,
): LadderContext["look"] {
  const since = typeof task.data["since"] === "string" ? new Date(task.data["since"]) : hazard.openedAt;
  return lookAtLadder(hazard, rulesOfCase(rules, hazard).sla, { since, now });
}

function contextOf(
  { hazard, look }: Pick<LadderContext, "hazard" | "look">,
  known: Known,
): Omit<LadderContext, "contacts"> {
  const { responsibleId } = hazard;
  const responsible = responsibleId && known.people.get(responsibleId);
  const remindedAt = responsible?.direct && known.remindedAt.get(chatKey(responsible.direct));
  return {
    hazard,
    look,
    now: known.now,
    rules: known.rules,
    buildings: known.buildings,
    waitingOfResponsible: responsibleId ? (known.waiting.get(responsibleId) ?? []) : [hazard],
    ...(responsible ? { responsible } : {}),
    ...(remindedAt ? { remindedAt } : {}),
  };
}

/** Most looks only remind whoever has to fix it: the contacts of those buildings are not asked for. */
async function withContacts(
  { directory }: DueDeps,
  contexts: Contexts<Omit<LadderContext, "contacts">>,
): Promise<Contexts<LadderContext>> {
  const codes = codesOf([...contexts.values()].filter(turnsToOthers).map(({ hazard }) => hazard));
  const contacts = new Map(
    await Promise.all(codes.map(async (code) => [code, await directory.findContacts(code)] as const)),
  );
  return new Map(
    [...contexts].map(([task, context]) => [
      task,
      { ...context, contacts: contacts.get(context.hazard.buildingCode) ?? nobody },
    ]),
  );
}

const nobody: BuildingContacts = {
  landlords: [],
  heads: [],
  sublandlords: [],
  gridWorkers: [],
  community: [],
  street: [],
};

const codesOf = (cases: readonly Pick<Hazard, "buildingCode">[]): readonly BuildingCode[] => [
  ...new Set(cases.map(({ buildingCode }) => buildingCode)),
];
