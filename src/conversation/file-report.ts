import { directChat } from "../channels/channel.js";
import { isResponsibleFor, isStaffOf, type Person } from "../buildings/person.js";
import { responsibleOf } from "../buildings/directory.js";
import { rulesVersionOf } from "../hazards/case-rules.js";
import { move, openCase, type HazardStep } from "../hazards/apply-event.js";
import { deadlineAfter } from "../hazards/deadline.js";
import { isClosed, type Hazard, type HazardOrigin } from "../hazards/hazard.js";
import { kindOf } from "../hazards/taxonomy.js";
import { type BuildingCode, type HazardId, type MediaId, type MessageId, newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { HazardMention, PlaceMention } from "../understanding/reading.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { nextMorning } from "./quiet-hours.js";
import { ladderTask } from "./ladder-task.js";
import { type Addressee, clueLines, noticeLines, receiptsOf, summaryLines } from "./report-lines.js";
import { answerPrivately, directOf } from "./say.js";

/** One hazard at one building, ready to be filed. */
export interface Report {
  readonly buildingCode: BuildingCode;
  readonly hazard: HazardMention;
  readonly place: PlaceMention;
  readonly summary: string;
  readonly mediaIds: readonly MediaId[];
  /** The message that told of it: not the one being handled where that only answered a question. */
  readonly messageId: MessageId;
}

interface FiledReport {
  readonly hazard: Hazard;
  readonly changes: Changes;
  readonly isNew: boolean;
}

/** Files reports: new cases with notice, summary and receipt, or one more voice for a case that is open. */
export function fileReports(context: MessageContext, reports: readonly Report[]): Changes {
  const filed = reports.map((report) => fileOne(context, report));
  const fresh = filed.filter((one) => one.isNew).map((one) => one.hazard);
  return mergeChanges([
    ...filed.map((one) => one.changes),
    receiptsOf(context, fresh),
    changes({
      dialogs: recentCaseDialogs(
        context,
        filed.map((one) => one.hazard.id),
      ),
    }),
  ]);
}

function fileOne(context: MessageContext, report: Report): FiledReport {
  const twin = context.cases.find(
    ({ hazard }) =>
      hazard.buildingCode === report.buildingCode && hazard.code === report.hazard.code && !isClosed(hazard),
  );
  return twin ? joinCase(context, report, twin) : openNew(context, report);
}

function joinCase(
  context: MessageContext,
  report: Report,
  twin: { readonly hazard: Hazard; readonly reporterIds: readonly string[] },
): FiledReport {
  const { hazard } = twin;
  const isKnown = twin.reporterIds.includes(context.sender.id);
  const step = move(hazard, {
    kind: isKnown ? "supplemented" : "joined",
    as: "reporter",
    actorId: context.sender.id,
    at: context.now,
    messageId: report.messageId,
    data: { text: report.summary },
  });
  return {
    hazard,
    isNew: false,
    changes: changes({
      steps: step.ok ? [step.value] : [],
      reporters: isKnown ? [] : [{ hazardId: hazard.id, personId: context.sender.id, at: context.now }],
      evidence: evidence(hazard.id, report, context.now),
      lines: [answerPrivately(context, isKnown ? "already-filed" : "merged", { ...caseWords(context, hazard) })],
      notes: [`${hazard.number}还没销号,说的是同一件事,${isKnown ? "补充进去" : "记为附议"}`],
    }),
  };
}

function openNew(context: MessageContext, report: Report): FiledReport {
  const kind = kindOf(context.rules.taxonomy, report.hazard.code);
  // A clue may be about the house itself: nobody of it is told.
  const responsible = kind.staffOnly ? undefined : responsibleFor(context, report.buildingCode);
  const { steps, hazard } = openingSteps(context, report, { kind, responsible });
  const task = ladderTask(hazard, context.rules, context.now);
  return {
    hazard,
    isNew: true,
    changes: changes({
      steps,
      reporters: [{ hazardId: hazard.id, personId: context.sender.id, at: context.now }],
      evidence: evidence(hazard.id, report, context.now),
      lines: [
        ...noticeLines(context, hazard, { kind, responsible }),
        ...(kind.staffOnly ? clueLines(context, hazard) : summaryLines(context, hazard, { kind, responsible })),
      ],
      tasks: task ? [task] : [],
      notes: [kind.staffOnly ? `${kind.short}:私下转给网格员,群里不说` : openingNote(context, hazard, responsible)],
    }),
  };
}

function responsibleFor(context: MessageContext, code: BuildingCode): Person | undefined {
  if (isResponsibleFor(context.sender, code)) return { ...context.sender, direct: directOf(context) };
  const contacts = context.contacts.get(code);
  return contacts ? responsibleOf(contacts) : undefined;
}

function openingSteps(
  context: MessageContext,
  report: Report,
  { kind, responsible }: Addressee,
): { readonly steps: readonly HazardStep[]; readonly hazard: Hazard } {
  const noticeAt = context.isQuietHour && !kind.nightCall ? nextMorning(context.now) : context.now;
  const dueAt = kind.limitHours === null || kind.staffOnly ? undefined : deadlineAfter(noticeAt, kind.limitHours);
  const recursOf = earlierOf(context, report);
  const opened = openCase(
    newId<HazardId>(),
    {
      ...(recursOf ? { recursOf: recursOf.id } : {}),
      openedOn: shanghaiDay(context.now),
      communityCode: report.buildingCode.slice(0, 12),
      buildingCode: report.buildingCode,
      code: kind.code,
      severity: report.hazard.severity,
      origin: originOf(context, report.buildingCode),
      place: placeOf(report.place),
      summary: report.summary,
      ref: context.message.ref,
      reporterId: context.sender.id,
      rulesVersion: rulesVersionOf(context.rules),
    },
    { at: context.now, messageId: report.messageId, ...(dueAt ? { dueAt } : {}) },
  );
  if (!responsible) return { steps: [opened], hazard: opened.hazard };
  const notified = move(opened.hazard, {
    kind: "notified",
    as: "bot",
    at: context.now,
    data: { responsibleId: responsible.id },
  });
  return notified.ok
    ? { steps: [opened, notified.value], hazard: notified.value.hazard }
    : { steps: [opened], hazard: opened.hazard };
}

/** 回潮: the same kind of hazard in the building, closed not long ago. */
const earlierOf = ({ closedAlike }: MessageContext, report: Report): Hazard | undefined =>
  closedAlike.find(({ buildingCode, code }) => buildingCode === report.buildingCode && code === report.hazard.code);

function originOf(context: MessageContext, code: BuildingCode): HazardOrigin {
  if (isStaffOf(context.sender, code)) return "inspection";
  return isResponsibleFor(context.sender, code) ? "self" : "tenant";
}

const placeOf = (place: PlaceMention): Hazard["place"] => ({
  ...(place.floor === undefined ? {} : { floor: place.floor }),
  ...(place.room === undefined ? {} : { room: place.room }),
  ...(place.spot === undefined ? {} : { spot: place.spot }),
});

function recentCaseDialogs(context: MessageContext, hazardIds: readonly HazardId[]): Changes["dialogs"] {
  const { sla } = context.rules;
  const chats = [context.message.ref, { ...context.message.ref, chat: directChat(context.message.senderId) }];
  return [...new Map(chats.map((ref) => [ref.chat, ref])).values()].map((ref) => ({
    ref,
    senderId: context.message.senderId,
    data: {
      kind: "recent-case",
      hazardIds,
      phase: "before",
      textUntil: new Date(context.now.getTime() + sla.joinSeconds * 1000).toISOString(),
    },
    expiresAt: new Date(context.now.getTime() + sla.joinPhotoSeconds * 1000),
  }));
}

const evidence = (hazardId: HazardId, report: Report, at: Date): Changes["evidence"] =>
  report.mediaIds.map((mediaId) => ({ hazardId, mediaId, phase: "before", at }));

function openingNote(context: MessageContext, hazard: Hazard, responsible: Person | undefined): string {
  const words = caseWords(context, hazard);
  const told = responsible ? `私聊告知${responsible.name}` : "没有能联系上的房东,请网格员线下告知";
  return `登记${words.where}${words.what}(初判${words.severity},${words.deadline}前),${told}`;
}
