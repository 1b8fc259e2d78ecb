import { loadOf } from "../hazards/grid-load.js";
import type { Duty } from "../people/duty.js";
import { periodWords } from "../people/duty-period.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { dutySubject, dutyTaskKind, loadWords, oncePerArrangement, openCasesOf } from "./duty-words.js";
import type { DutyEndMatter } from "./role-matter.js";
import { answerPrivately, tell } from "./say.js";
import { isToBot } from "./to-bot.js";

/** 我回来了 ends the leave that lasts now, 取消请假 and 取消值班 also what has not begun; who did the work is told. */
export function decideDutyEnd(context: MessageContext, matter: DutyEndMatter): Changes | undefined {
  const { duties, wish } = matter;
  const lasting = duties.filter(({ startsAt, forPersonId }) => startsAt <= context.now && forPersonId !== undefined);
  if (lasting.length > 0) return mergeChanges([end(context, matter, lasting), welcome(context, matter, lasting)]);
  if (wish === "cancel" && duties.length > 0)
    return mergeChanges([end(context, matter, duties), takeOff(context, matter)]);
  return isToBot(context) ? nothingToEnd(context, matter) : undefined;
}

function nothingToEnd(context: MessageContext, { wish, duties }: DutyEndMatter): Changes | undefined {
  const next = duties.find(({ forPersonId }) => forPersonId !== undefined);
  const line = next
    ? answerPrivately(context, "duty-not-away", { period: wordsOf(context, next) })
    : wish === "cancel" && answerPrivately(context, "duty-none");
  return line ? changes({ lines: [line], notes: ["没有正在请的假,不动"] }) : undefined;
}

/** The duties are over, and whoever did the work, or was to, hears of it. */
function end(context: MessageContext, { people }: DutyEndMatter, ended: readonly Duty[]): Changes {
  const told = oncePerArrangement(ended).filter(({ personId }) => personId !== context.sender.id);
  return changes({
    people: ended.map((duty) => ({ kind: "end-duty", duty, at: context.now })),
    withdrawn: ended.map(({ id }) => dutySubject(id)),
    endedTasks: ended.map(({ id }) => ({ kind: dutyTaskKind, subject: id })),
    lines: told.flatMap((duty) =>
      tell(context, people.get(duty.personId), {
        ...(duty.startsAt <= context.now
          ? { template: "duty-ended", variables: { who: context.sender.name } }
          : {
              template: "duty-off",
              variables: { who: context.sender.name, period: wordsOf(context, duty) },
            }),
        part: duty.id,
      }),
    ),
  });
}

function welcome(context: MessageContext, { people, closed }: DutyEndMatter, lasting: readonly Duty[]): Changes {
  const open = openCasesOf(
    context,
    lasting.map(({ area }) => area),
  );
  const names = oncePerArrangement(lasting).map(({ personId }) => people.get(personId)?.name ?? "");
  return changes({
    lines: [
      answerPrivately(context, "duty-back", {
        name: names.join("、"),
        closed: String(closed),
        load: loadWords(loadOf(open, context.now)),
      }),
    ],
    notes: ["提前回来:代班到此为止"],
  });
}

function takeOff(context: MessageContext, { duties }: DutyEndMatter): Changes {
  const periods = oncePerArrangement(duties).map((duty) => wordsOf(context, duty));
  return changes({
    lines: [answerPrivately(context, "duty-cancelled", { period: periods.join("、") })],
    notes: ["值班、代班取消"],
  });
}

const wordsOf = ({ now }: MessageContext, { startsAt, endsAt }: Duty): string =>
  periodWords({ from: startsAt, until: endsAt }, now);
