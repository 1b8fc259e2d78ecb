import type { Person } from "../buildings/person.js";
import type { Hazard } from "../hazards/hazard.js";
import { type HazardKind, kindOf } from "../hazards/taxonomy.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { gatherReceipts } from "./gathered-receipts.js";
import { answerPrivately, sayInGroup, tell } from "./say.js";

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
        template: responsible ? "grid-summary" : "not-reachable",
        variables: {
          ...caseWords(context, hazard),
          landlord: responsible?.name,
          recurrence: recurrenceWords(context, hazard),
        },
        urgency: kind.nightCall ? "emergency" : "notice",
        subject: `hazard:${hazard.id}`,
        part: hazard.id,
      }),
    );
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
  const template = fresh.length > 1 ? "receipt-many" : "receipt";
  const items = fresh.flatMap((hazard, index) => {
    const words = caseWords(context, hazard);
    return [...(index ? [";"] : []), words.number, ` ${words.where}${words.what}`];
  });
  const variables = {
    ...caseWords(context, first),
    ...(fresh.length > 1 ? { items, count: String(fresh.length) } : {}),
  };
  if (!context.message.isGroup)
    return changes({ lines: [answerPrivately(context, isOnlySelf(fresh) ? "receipt-self" : template, variables)] });
  const isNight = context.isQuietHour && !isForTonight(context, first);
  if (context.isQuietHour || context.group?.policy.isSilent)
    return changes({ lines: [answerPrivately(context, isNight ? "receipt-night" : template, variables)] });
  return context.receiptsAt
    ? changes({
        lines: [answerPrivately(context, template, variables)],
        tasks: gatherReceipts(fresh, context.receiptsAt),
      })
    : changes({ lines: [sayInGroup(context, template, { variables, urgency: "reply" })] });
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
