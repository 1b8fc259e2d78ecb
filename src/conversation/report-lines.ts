import type { Person } from "../buildings/person.js";
import type { Hazard } from "../hazards/hazard.js";
import { type HazardKind, kindOf } from "../hazards/taxonomy.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type Filled, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { gatherReceipts } from "./gathered-receipts.js";
import { answerFilled, answerPrivately, filled, sayInGroup, tell } from "./say.js";

/** The kind of a hazard, and who has to fix it. */
export interface Addressee {
  readonly kind: HazardKind;
  readonly responsible: Person | undefined;
}

/** The notice to whoever has to fix it, unless it was they who reported. */
export function noticeLines(
  context: MessageContext,
  hazard: Hazard,
  { kind, responsible }: Addressee,
): readonly LineIntent[] {
  if (!responsible || responsible.id === context.sender.id) return [];
  const [gridWorker] = context.contacts.get(hazard.buildingCode)?.gridWorkers ?? [];
  return tell(context, responsible, {
    template: "notice",
    variables: { ...caseWords(context, hazard), worker: gridWorker?.name ?? "网格员" },
    urgency: kind.nightCall ? "emergency" : "notice",
    subject: `hazard:${hazard.id}`,
    part: hazard.id,
  });
}

/** What the grid worker hears of a new case; where nobody of the house can be reached, that too. */
export function summaryLines(
  context: MessageContext,
  hazard: Hazard,
  { kind, responsible }: Addressee,
): readonly LineIntent[] {
  const contacts = context.contacts.get(hazard.buildingCode);
  const workers = contacts?.gridWorkers.length ? contacts.gridWorkers : (contacts?.community ?? []);
  return workers
    .filter((worker) => worker.id !== context.sender.id)
    .flatMap((worker) =>
      tell(context, worker, {
        ...summaryOf(context, hazard, responsible),
        urgency: kind.nightCall ? "emergency" : "notice",
        subject: `hazard:${hazard.id}`,
        part: hazard.id,
      }),
    );
}

function summaryOf(context: MessageContext, hazard: Hazard, responsible: Person | undefined): Filled {
  const words = { ...caseWords(context, hazard), recurrence: recurrenceWords(context, hazard) };
  return responsible
    ? { template: "grid-summary", variables: { ...words, landlord: responsible.name } }
    : { template: "not-reachable", variables: words };
}

/** What the grid worker hears of a clue or a dispute. */
export function clueLines(context: MessageContext, hazard: Hazard): readonly LineIntent[] {
  const contacts = context.contacts.get(hazard.buildingCode);
  const workers = contacts?.gridWorkers.length ? contacts.gridWorkers : (contacts?.community ?? []);
  return workers
    .filter((worker) => worker.id !== context.sender.id)
    .flatMap((worker) =>
      tell(context, worker, {
        template: "clue-worker",
        variables: { ...caseWords(context, hazard), said: hazard.summary.slice(0, 100) },
        subject: `hazard:${hazard.id}`,
        part: hazard.id,
      }),
    );
}

/**
 * One receipt for all new cases of a message: in the group, or in private where the group sleeps, is silent, or has heard
 * so many that it hears of the next ones together.
 */
export function receiptsOf(context: MessageContext, filed: readonly Hazard[]): Changes {
  const isClue = ({ code }: Hazard): boolean => kindOf(context.rules.taxonomy, code).staffOnly;
  const clues = filed.filter(isClue).map((hazard) => {
    const line = answerPrivately(context, "clue-receipt", { ...caseWords(context, hazard) });
    return { ...line, dedupeKey: `${line.dedupeKey}:${hazard.id}` };
  });
  const open = openReceipts(
    context,
    filed.filter((hazard) => !isClue(hazard)),
  );
  return mergeChanges([changes({ lines: clues }), open]);
}

function openReceipts(context: MessageContext, fresh: readonly Hazard[]): Changes {
  const [first] = fresh;
  if (!first) return changes({});
  const { isGroup } = context.message;
  const isNight = isGroup && context.isQuietHour && !isForTonight(context, first);
  const receipt = receiptFor(context, fresh, { first, isNight });
  if (!isGroup || context.isQuietHour || context.group?.policy.isSilent)
    return changes({ lines: [answerFilled(context, receipt)] });
  return context.receiptsAt
    ? changes({ lines: [answerFilled(context, receipt)], tasks: gatherReceipts(fresh, context.receiptsAt) })
    : changes({ lines: [sayInGroup(context, { ...receipt, urgency: "reply" })] });
}

function receiptFor(
  context: MessageContext,
  fresh: readonly Hazard[],
  { first, isNight }: { readonly first: Hazard; readonly isNight: boolean },
): Filled {
  const own = caseWords(context, first);
  if (fresh.length === 1) {
    if (isNight) return filled("receipt-night", own);
    return filled(!context.message.isGroup && isOnlySelf(fresh) ? "receipt-self" : "receipt", own);
  }
  const items = fresh.flatMap((hazard, index) => {
    const words = caseWords(context, hazard);
    return [...(index ? [";"] : []), words.number, ` ${words.where}${words.what}`];
  });
  return filled(isNight ? "receipt-many-night" : "receipt-many", { ...own, items, count: String(fresh.length) });
}

/** 主动申报: the owner's side found it first, and hears that it counts for the star. */
const isOnlySelf = (fresh: readonly Hazard[]): boolean => fresh.length === 1 && fresh[0]?.origin === "self";

/** Some hazards cannot wait for the morning: the people in charge were told at once. */
const isForTonight = (context: MessageContext, hazard: Hazard): boolean =>
  kindOf(context.rules.taxonomy, hazard.code).nightCall;

/** For the grid worker alone: it was there before. */
function recurrenceWords(context: MessageContext, hazard: Hazard): string {
  const before = context.closedAlike.find(({ id }) => id === hazard.marks.recursOf);
  return before ? `\n回潮:${before.number}刚销号不久,又有了。` : "";
}
