import type { Directory } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { DueTask, NextRun, TaskHandler } from "../delivery/due-tasks.js";
import type { CallOut, CallOutRequest } from "../emergencies/call-out.js";
import { callOutTaskKind, type EmergencyCall, isRinging } from "../emergencies/emergency-call.js";
import { emergencyKind } from "../emergencies/emergency-rules.js";
import type { EmergencyStore } from "../emergencies/emergency-store.js";
import { kindOf } from "../hazards/taxonomy.js";
import type { MessageWords } from "../message-templates/message-words.js";
import type { PersonId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";
import { type Changes, changes } from "./changes.js";
import type { Rules } from "./context.js";
import { groupOfCall, type IncidentNames, placeOfCall } from "./emergency-matter.js";
import type { Render } from "./render-lines.js";

/** What ringing people needs. */
export interface CallOutDueDeps {
  /** Missing: no gateway is set up, and nobody is rung. */
  readonly callOut: CallOut | undefined;
  readonly directory: Directory;
  readonly emergencies: EmergencyStore;
  readonly rules: Rules;
  readonly render: Render;
  readonly log: Log;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told of each person whom the gateway would not take at all, for the metrics. */
  readonly onFailed: () => void;
}

interface Ring {
  readonly key: string;
  readonly round: number;
  readonly level: string;
  readonly personId: PersonId;
  readonly role: string;
  readonly tries: number;
}

/**
 * Rings one person through the gateway. The next try is written down before this one begins, and the gateway is not waited
 * for: one that hangs holds up neither the chain nor anything else that is due. What it took is taken off the list; a
 * process that dies between the two rings again under the same id.
 */
export const createCallOutHandler =
  (deps: CallOutDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const ring = task.data as unknown as Ring;
    const end = (next?: NextRun): Promise<void> => deps.transaction((tx) => run.complete(tx, next));
    const { callOut } = deps;
    const request = callOut && (await requestOf(deps, task, ring));
    if (!request) return end();
    const wait = deps.rules.emergencies.callOut.retrySeconds[ring.tries];
    const next = { ...ring, tries: ring.tries + 1 };
    await end(wait === undefined ? undefined : { dueAt: new Date(run.now.getTime() + wait * 1000), data: next });
    void callOut.ring(request).then(
      () => takeOff(deps, task.subject, run.now),
      (error: unknown) => noteFailure(deps, request, { error, isLast: wait === undefined }),
    );
  };

async function takeOff(deps: CallOutDueDeps, subject: string, now: Date): Promise<void> {
  try {
    const done = changes({ endedTasks: [{ kind: callOutTaskKind, subject }] });
    await deps.transaction((tx) => deps.commit(tx, done, now));
  } catch (error) {
    deps.log.warn({ err: error, id: subject }, "a ring that the gateway took could not be noted and will come again");
  }
}

function noteFailure(
  { log, onFailed }: CallOutDueDeps,
  { id, person, level }: CallOutRequest,
  { error, isLast }: { readonly error: unknown; readonly isLast: boolean },
): void {
  const about = { err: error, id, personId: person.id, level };
  if (!isLast) return log.warn(about, "the gateway did not take a ring, which will be tried again");
  log.error(about, "the gateway did not take a ring: it is given up");
  onFailed();
}

/** What the gateway hears; nothing where somebody took over meanwhile. */
async function requestOf(deps: CallOutDueDeps, task: DueTask, ring: Ring): Promise<CallOutRequest | undefined> {
  const call = await deps.emergencies.findCall(ring.key);
  if (!call || !isRinging(call)) return undefined;
  const person = (await deps.directory.findPeople([ring.personId])).get(ring.personId);
  if (!person) return undefined;
  const { round, level, role } = ring;
  const base = { id: task.subject, round, level, role, person: { id: person.id, name: person.name } };
  return { ...base, ...(await incidentPart(deps, call)) };
}

/** Of what must stay private the gateway learns that somebody needs help, and no more. */
async function incidentPart(
  { directory, rules, render }: CallOutDueDeps,
  call: EmergencyCall,
): Promise<Pick<CallOutRequest, "incident" | "building" | "text">> {
  const { key: id, code, startedAt } = call;
  if (emergencyKind(rules.emergencies, code).privateOnly)
    return {
      incident: { id, what: "紧急求助", startedAt },
      text: render("emergency-call-out-private", {} satisfies MessageWords<"emergency-call-out-private", string>),
    };
  const names = await namesOf(directory, call);
  const what = kindOf(rules.taxonomy, code).short;
  const building = call.buildingCode && names.buildings.get(call.buildingCode);
  return {
    incident: { id, code, what, startedAt },
    ...(building ? { building: { code: building.code, name: building.name } } : {}),
    text: render("emergency-call-out", {
      building: placeOfCall(call, names),
      what,
      group: groupOfCall(call, names),
      text: call.said.slice(0, 100),
    } satisfies MessageWords<"emergency-call-out", string>),
  };
}

async function namesOf(directory: Directory, call: EmergencyCall): Promise<IncidentNames> {
  const [buildings, groups] = await Promise.all([
    directory.findBuildings(call.buildingCode ? [call.buildingCode] : []),
    directory.findGroups([call.ref]),
  ]);
  return { buildings, groupNames: new Map([...groups].map(([key, group]) => [key, group.name])) };
}
