import type { Hazard } from "../hazards/hazard.js";
import { isOverdue, standingName } from "../hazards/standing.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { staffCases } from "./pick-case.js";
import { answerPrivately } from "./say.js";
import { unansweredLines } from "./unanswered-lines.js";

/** More would be no list for a phone. */
const mostListed = 12;
const mostPatrols = 3;
/** For so long the places of the list mean its cases. */
const listHours = 8;

/** 今日: what waits for the grid worker, most pressing first; the places may be named in commands. */
export function listToday(context: MessageContext): Changes {
  const open = staffCases(context)
    .map(({ hazard }) => hazard)
    .toSorted((a, b) => rankOf(a, context.now) - rankOf(b, context.now) || dueOf(a) - dueOf(b));
  const notes = ["列出今天的活"];
  const unanswered = unansweredLines(context);
  if (open.length === 0) return changes({ lines: unanswered.length > 0 ? unanswered : [nothingOpen(context)], notes });
  const shown = open.slice(0, mostListed);
  const line = answerPrivately(context, "today", {
    count: String(open.length),
    items: shown.map((hazard, index) => `${index + 1}. ${itemOf(context, hazard)}`).join("\n"),
    more: open.length > shown.length ? `\n还有${open.length - shown.length}件没那么急` : "",
    patrols: patrolWords(context, "\n"),
    example: shown.length > 1 ? "1 2 通过" : "1 通过",
  });
  return changes({
    lines: [...unanswered, line],
    dialogs: [
      {
        ref: line.ref,
        senderId: context.message.senderId,
        data: { kind: "case-list", hazardIds: shown.map(({ id }) => id) },
        expiresAt: new Date(context.now.getTime() + listHours * 3_600_000),
      },
    ],
    notes,
  });
}

function nothingOpen(context: MessageContext): LineIntent {
  const patrols = patrolWords(context);
  return patrols === "" ? answerPrivately(context, "no-cases") : answerPrivately(context, "today-patrols", { patrols });
}

/** 今天该巡:3栋、5栋等8栋; empty where no building is to be looked over. */
function patrolWords({ patrolsDue = [] }: MessageContext, before = ""): string {
  if (patrolsDue.length === 0) return "";
  const names = patrolsDue.slice(0, mostPatrols).map(({ name }) => name);
  const more = patrolsDue.length > names.length ? `等${patrolsDue.length}栋` : "";
  return `${before}今天该巡:${names.join("、")}${more},巡完回"${names[0]}巡过了"。`;
}

const itemOf = (context: MessageContext, hazard: Hazard): string => {
  const { where, what, deadline } = caseWords(context, hazard);
  const due = hazard.dueAt && hazard.state !== "awaiting-recheck" ? `,${deadline}前` : "";
  return `${hazard.number} ${where}${what}(${standingName(hazard, context.now)}${due})`;
};

/** Danger, then what waits for staff, then what is late, due today, and the rest. */
function rankOf(hazard: Hazard, now: Date): number {
  if (hazard.severity === "emergency") return 0;
  if (hazard.state === "awaiting-recheck" || hazard.marks.delayAskedAt !== undefined) return 1;
  if (isOverdue(hazard, now)) return 2;
  if (hazard.responsibleId === undefined) return 3;
  return hazard.dueAt && shanghaiDay(hazard.dueAt) === shanghaiDay(now) ? 4 : 5;
}

const dueOf = ({ dueAt }: Hazard): number => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
