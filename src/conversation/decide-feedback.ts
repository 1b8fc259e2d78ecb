import { isStaff, type Person } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import { promiseWords } from "../hazards/deadline.js";
import type { Hazard } from "../hazards/hazard.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import {
  afterEvidence,
  type FixPhoto,
  isPhotoWanted,
  lookAtPhotos,
  photoWanted,
  waitingPhotos,
  warningsOf,
} from "./fix-photos.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { askWhichCase, dutyCases, ownReports, pickCase, unfixed } from "./pick-case.js";
import { answerPrivately, tell } from "./say.js";

/** 已经清走了, or the photo alone: the responsible side says that it is fixed; or tells how far it is. */
export function decideFeedback(context: MessageContext): Changes | undefined {
  const { reading, message } = context;
  // A photo that follows a word about a case belongs to that case: decide-supplement.ts takes it.
  const isFollowing = context.dialog?.data.kind === "recent-case";
  const photoAlone = message.text.trim() === "" && message.media.length > 0 && !message.isGroup && !isFollowing;
  if (reading.intent !== "feedback" && !photoAlone) return undefined;
  const duties = unfixed(dutyCases(context), numberIn(message.text));
  if (duties.length === 0)
    return reading.intent === "feedback" ? (whileRechecked(context) ?? reporterSays(context)) : undefined;
  const picked = pickCase(context, { target: numberIn(message.text), among: duties });
  if (picked.kind === "several") return askWhichCase(context, picked.among, "fixed");
  if (picked.kind === "none") return undefined;
  const { hazard } = picked.found;
  return photoAlone || reading.feedback?.isDone !== false ? sayFixed(context, hazard) : sayPromised(context, hazard);
}

/** The only case of the responsible side waits for its recheck already: they say so again, or that it is not fixed after all. */
function whileRechecked(context: MessageContext): Changes | undefined {
  const waiting = dutyCases(context).filter(({ hazard }) => hazard.state === "awaiting-recheck");
  const picked = pickCase(context, { target: numberIn(context.message.text), among: waiting });
  if (picked.kind !== "one") return undefined;
  const { hazard } = picked.found;
  if (context.reading.feedback?.isDone === false) return sayPromised(context, hazard);
  return changes({
    // A group need not hear it twice.
    lines: context.message.isGroup
      ? []
      : [answerPrivately(context, "recheck-pending", { ...caseWords(context, hazard) })],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    notes: ["已经在等复查"],
  });
}

const numberIn = (text: string): string | undefined => /\d{4}-\d+/.exec(text)?.[0];

/** The case goes to the grid worker for a recheck. */
export function sayFixed(context: MessageContext, hazard: Hazard): Changes {
  const { message, now } = context;
  const mediaIds = waitingPhotos(context);
  const step = move(hazard, {
    kind: "fixed",
    as: "responsible",
    actorId: context.sender.id,
    at: now,
    messageId: message.id,
    data: { text: message.text, ...(mediaIds.length ? { mediaIds } : {}) },
  });
  if (!step.ok) return changes({ notes: ["已经在等复查"] });
  const words = caseWords(context, step.value.hazard);
  const photos = lookAtPhotos(context, hazard, { mediaIds });
  const warnings = warningsOf(photos);
  return changes({
    steps: [step.value],
    evidence: afterEvidence(hazard, photos, now),
    lines: [
      answerPrivately(context, "fix-received", { ...words }),
      ...(isPhotoWanted(photos) ? [photoWanted(context, hazard, photos)] : []),
      ...recheckLines(context, step.value.hazard, photos),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    dialogs: [afterDialog(context, hazard)],
    endedTasks: [{ kind: ladderTaskKind, subject: hazard.id }],
    notes: [
      `${hazard.number}说已整改${mediaIds.length ? ",有照片" : ",还没有照片"},请网格员复查`,
      ...(warnings ? [`请网格员留意:${warnings}`] : []),
    ],
  });
}

const afterDialog = (context: MessageContext, hazard: Hazard): Changes["dialogs"][number] => ({
  ref: context.message.ref,
  senderId: context.message.senderId,
  data: { kind: "recent-case", hazardIds: [hazard.id], phase: "after", textUntil: context.now.toISOString() },
  expiresAt: new Date(context.now.getTime() + context.rules.sla.joinPhotoSeconds * 1000),
});

/** The people who recheck: the grid workers of the building, else the community. */
export function recheckers(context: MessageContext, hazard: Hazard): readonly Person[] {
  const contacts = context.contacts.get(hazard.buildingCode);
  return contacts?.gridWorkers.length ? contacts.gridWorkers : (contacts?.community ?? []);
}

function recheckLines(context: MessageContext, hazard: Hazard, photos: readonly FixPhoto[]): readonly LineIntent[] {
  const [photo] = photos;
  return recheckers(context, hazard).flatMap((worker) =>
    tell(context, worker, {
      template: "recheck-request",
      variables: {
        ...caseWords(context, hazard),
        said: context.message.text.slice(0, 60) || "(只发了照片)",
        photos: photos.length ? `照片${photos.length}张` : "照片补来就转给您",
        warnings: warningsOf(photos),
      },
      subject: `hazard:${hazard.id}`,
      part: hazard.id,
      ...(photo ? { mediaId: photo.mediaId } : {}),
    }),
  );
}

function sayPromised(context: MessageContext, hazard: Hazard): Changes {
  const { message, now, reading } = context;
  const promisedBy = reading.feedback?.promisedBy;
  const step = move(hazard, {
    kind: "promised",
    as: "responsible",
    actorId: context.sender.id,
    at: now,
    messageId: message.id,
    data: { text: message.text, ...(promisedBy ? { promisedBy: promisedBy.toISOString() } : {}) },
  });
  const promised = promisedBy ? `,你说${promiseWords(promisedBy, now)}弄好` : "";
  const wasFixed = hazard.state === "awaiting-recheck";
  const task = step.ok && wasFixed ? ladderTask(step.value.hazard, context.rules, now) : undefined;
  return changes({
    steps: step.ok ? [step.value] : [],
    lines: [
      answerPrivately(context, "promise-noted", { ...caseWords(context, hazard), promised }),
      ...(step.ok && wasFixed ? recheckOffLines(context, hazard) : []),
    ],
    ...(task ? { tasks: [task] } : {}),
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    notes: [`${hazard.number}还在弄,记下来,期限不变`],
  });
}

/** Nobody should walk to a building for what is not fixed yet. */
const recheckOffLines = (context: MessageContext, hazard: Hazard): readonly LineIntent[] =>
  recheckers(context, hazard).flatMap((worker) =>
    tell(context, worker, {
      template: "recheck-off",
      variables: { ...caseWords(context, hazard), said: context.message.text.slice(0, 60) },
      subject: `hazard:${hazard.id}`,
      part: hazard.id,
    }),
  );

/** The reporter says that it is gone: a hint for the grid worker, not a fix. */
function reporterSays(context: MessageContext): Changes | undefined {
  if (isStaff(context.sender)) return undefined;
  const picked = pickCase(context, { among: unfixed(ownReports(context)) });
  if (picked.kind !== "one" || context.reading.feedback?.isDone === false) return undefined;
  const { hazard } = picked.found;
  const step = move(hazard, {
    kind: "supplemented",
    as: "reporter",
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text: context.message.text },
  });
  const told = recheckers(context, hazard).flatMap((worker) =>
    tell(context, worker, { template: "reporter-says-fixed", variables: { ...caseWords(context, hazard) } }),
  );
  return mergeChanges([
    changes({
      steps: step.ok ? [step.value] : [],
      lines: told,
      links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
      notes: ["报的人说好了:告诉网格员去看一眼"],
    }),
  ]);
}
