import { insertLinks, insertReadings, type ReadingRow } from "../archive/links.prisma.js";
import { removeFromInbox } from "../archive/inbox.prisma.js";
import { writeBroadcasts, writeReceipts } from "../broadcasts/broadcast-store.prisma.js";
import type { Tx } from "../database/database.prisma.js";
import { createWriteSheet, type Writes } from "../database/write-sheet.prisma.js";
import { deleteDueTasks, upsertDueTasks } from "../delivery/due-task-store.prisma.js";
import { writeLines, withdrawLines } from "../delivery/outbox-store.prisma.js";
import { writeCalls, writeDrills } from "../emergencies/emergency-writes.prisma.js";
import { writeEvidence, writeReporters } from "../hazards/hazard-people.prisma.js";
import { takeNumbers, writeSteps } from "../hazards/hazard-store.prisma.js";
import type { HazardStep } from "../hazards/apply-event.js";
import type { Hazard } from "../hazards/hazard.js";
import type { HazardId } from "../shared/ids.js";
import { writePatrols } from "../patrols/patrol-store.prisma.js";
import { writeConsequences } from "../stars/consequence-store.prisma.js";
import { saveAppeal, saveAppealProofs } from "../stars/appeal-rows.prisma.js";
import { insertStarChange, updateStarChange } from "../stars/star-store.prisma.js";
import { writePeople } from "../people/people-writes.prisma.js";
import { type Changes, type Decision, isNothing, mergeChanges } from "./changes.js";
import { dialogKey } from "./dialog.js";
import { consequenceTasks } from "./consequence-task.js";
import { deleteDialogs, upsertDialogs } from "./dialog-store.prisma.js";
import { writePolicies, recallMessages } from "./group-writes.prisma.js";
import { numbered, type Render, renderLines } from "./render-lines.js";

/** Writes what messages brought about and takes them out of the inbox: one transaction, so all of it or nothing. */
export async function commitDecisions(
  tx: Tx,
  decisions: readonly Decision[],
  how: { readonly render: Render; readonly now: Date },
): Promise<void> {
  const active = decisions.filter((decision) => !isNothing(decision.changes));
  const all = mergeChanges(active.map((decision) => decision.changes));
  const numbers = await giveNumbers(tx, all.steps);
  const sheet = createWriteSheet(tx);
  await writeChanges(tx, all, { numbers, sheet });
  const lines = active.flatMap((decision) =>
    renderLines(decision.changes.lines, { render: how.render, numbers, causedBy: decision.message.id }),
  );
  await writeLines(sheet, lines, how.now);
  await insertLinks(sheet, active.flatMap(linksOf));
  await insertReadings(
    sheet,
    active.map((decision) => readingRow(decision, how.now)),
  );
  await removeFromInbox(
    sheet,
    decisions.map((decision) => decision.message.id),
  );
  await sheet.send();
}

/** Writes what a due task brought about; the caller ends the task in the same transaction. */
export async function commitChanges(
  tx: Tx,
  changes: Changes,
  how: { readonly render: Render; readonly now: Date },
): Promise<void> {
  const numbers = await giveNumbers(tx, changes.steps);
  const sheet = createWriteSheet(tx);
  await writeChanges(tx, changes, { numbers, sheet });
  await writeLines(sheet, renderLines(changes.lines, { render: how.render, numbers }), how.now);
  await sheet.send();
}

async function giveNumbers(tx: Tx, steps: readonly HazardStep[]): Promise<ReadonlyMap<HazardId, string>> {
  const opened = steps.filter((step) => step.event.seq === 1).map((step) => step.hazard);
  const keyOf = (hazard: Hazard): string => `${hazard.communityCode} ${hazard.openedOn}`;
  const numbers = new Map<HazardId, string>();
  // Counters are taken in one order everywhere, so that two processes never wait for each other.
  for (const key of [...new Set(opened.map(keyOf))].toSorted()) {
    const hazards = opened.filter((hazard) => keyOf(hazard) === key);
    const [communityCode = "", day = ""] = key.split(" ");
    const first = await takeNumbers(tx, { communityCode, day, count: hazards.length });
    hazards.forEach((hazard, index) => numbers.set(hazard.id, `${day.slice(5, 7)}${day.slice(8)}-${first + index}`));
  }
  return numbers;
}

async function writeChanges(
  tx: Tx,
  all: Changes,
  { numbers, sheet }: { readonly numbers: ReadonlyMap<HazardId, string>; readonly sheet: Writes },
): Promise<void> {
  await writePeople(tx, all.people);
  await writeSteps(tx, numbered(all.steps, numbers), sheet);
  await writeReporters(sheet, all.reporters);
  await writeEvidence(sheet, all.evidence);
  // What is replaced is not ended first: two writes of a sheet must not touch the same row.
  const put = new Set(all.dialogs.map((one) => dialogKey(one.ref, one.senderId)));
  await deleteDialogs(
    sheet,
    all.endedDialogs.filter((one) => !put.has(dialogKey(one.ref, one.senderId))),
  );
  await upsertDialogs(sheet, all.dialogs);
  await deleteDueTasks(
    sheet,
    all.endedTasks.filter((one) => !all.tasks.some((task) => task.kind === one.kind && task.subject === one.subject)),
  );
  await upsertDueTasks(sheet, [...all.tasks, ...consequenceTasks(all.starChanges)]);
  await writeBroadcasts(tx, all.broadcasts);
  await writeReceipts(tx, all.receipts);
  for (const { change, isNew } of all.starChanges) await (isNew ? insertStarChange : updateStarChange)(tx, change);
  for (const appeal of all.appeals) await saveAppeal(tx, appeal);
  await saveAppealProofs(tx, all.appealProofs);
  for (const subject of all.withdrawn) await withdrawLines(tx, { subject }, "no longer true");
  for (const causedBy of all.withdrawnCauses) await withdrawLines(tx, { causedBy }, "taken back");
  await writeCalls(tx, all.calls);
  await writeDrills(tx, all.drills);
  await writePatrols(sheet, all.patrols);
  await writeConsequences(tx, all.consequences);
  await recallMessages(tx, all.recalls);
  await writePolicies(tx, all.policies);
}

const linksOf = (decision: Decision): Parameters<typeof insertLinks>[1] =>
  decision.changes.links.map((link) => ({
    message: {
      id: (link.message ?? decision.message).id,
      chat: (link.message ?? decision.message).ref.chat,
      sentAt: (link.message ?? decision.message).sentAt,
    },
    buildingCode: link.buildingCode,
    reason: link.reason,
    detail: link.detail,
  }));

const readingRow = (decision: Decision, now: Date): ReadingRow => ({
  messageId: decision.message.id,
  chat: decision.message.ref.chat,
  reading: withoutSecret(decision),
  decision: {
    notes: decision.changes.notes,
    hazardIds: [...new Set(decision.changes.steps.map((step) => step.hazard.id))],
    // Read by src/labels: the dialog itself is gone with the answer.
    ...(decision.changes.answered.length > 0 ? { answered: decision.changes.answered } : {}),
  },
  readAt: now,
});

/** What was hidden in the line must not stand in its reading either. */
function withoutSecret({ reading, changes }: Decision): Decision["reading"] {
  if (!changes.people.some((change) => change.kind === "hide-text")) return reading;
  return { ...reading, places: [], reasons: [], ...(reading.command ? { command: { kind: "bind", text: "" } } : {}) };
}
