import { type PatrolEntry, type PatrolKey, partWords } from "../patrols/patrol.js";
import { addDays } from "../shared/calendar-days.js";
import { newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { decideFeedback } from "./decide-feedback.js";
import { decideReport } from "./decide-report.js";
import { listNames } from "./list-names.js";
import type { PatrolReport } from "./patrol-matter.js";
import { answerPrivately, directOf } from "./say.js";

/** 早巡完 3栋5栋正常: logs the patrol, files the hazard that the words name, and says so in private in one line. */
export function decidePatrol(context: MessageContext): Changes | undefined {
  const { patrolMatter: matter } = context;
  if (!matter) return undefined;
  if (matter.kind === "dropped")
    return changes({
      lines: [answerPrivately(context, "patrol-dropped")],
      endedDialogs: endedOf(context),
      notes: ["巡查登记:不记了"],
    });
  const { found, isOpen } = matter.meant;
  if (isOpen) return ask(context, matter);
  if (found.length === 0) return refuse(context, matter);
  const report = reportTrouble(context, matter);
  return inOne(context, mergeChanges([log(context, matter, report !== undefined), report ?? changes({})]));
}

/** A hazard goes the way of any other that is reported, and so does the fix of one. */
function reportTrouble(context: MessageContext, { reading, trouble }: PatrolReport): Changes | undefined {
  if (!reading) return undefined;
  const about = { ...context, reading, message: { ...context.message, text: trouble } };
  return decideReport(about) ?? decideFeedback(about);
}

/** What the writer hears of the patrol and of the hazard is one message. */
function inOne(context: MessageContext, all: Changes): Changes {
  const { chat } = directOf(context);
  const mergeKey = `patrol:${context.message.id}`;
  return { ...all, lines: all.lines.map((line) => (line.ref.chat === chat ? { ...line, mergeKey } : line)) };
}

function log(context: MessageContext, matter: PatrolReport, isFiled: boolean): Changes {
  const entries = entriesOf(context, matter);
  const isKnown = entries.every((entry) => matter.logged.some((key) => isSame(key, entry)));
  const { found } = matter.meant;
  const days = new Set([...matter.logged.map(({ day }) => day), matter.day]).size;
  const line = answerPrivately(context, "patrol-noted", {
    part: dayWords(context, matter) + partWords[matter.part],
    noted: isKnown ? "已经记过了" : "记下了",
    buildings: stateWords(found),
    days: String(days),
    more: moreWords(matter, isFiled),
  });
  return changes({
    patrols: entries,
    lines: [line],
    links: found.map(({ building }) => ({ buildingCode: building.code, reason: "text", detail: "巡查登记" })),
    endedDialogs: endedOf(context),
    notes: [`巡查登记:${stateWords(found)}`],
  });
}

/** Who answers for a house and works in its grid patrols it as both. */
function entriesOf({ sender, now }: MessageContext, matter: PatrolReport): readonly PatrolEntry[] {
  const { part, day, report, houseCodes, areaCodes } = matter;
  return matter.meant.found.flatMap(({ building: { code }, isNormal }) => {
    const sides = [
      ...(houseCodes.has(code) ? (["house"] as const) : []),
      ...(areaCodes.has(code) ? (["staff"] as const) : []),
    ];
    return sides.map((side) => ({
      id: newId<string>(),
      buildingCode: code,
      personId: sender.id,
      side,
      day,
      part,
      isNormal,
      ...report,
      at: now,
    }));
  });
}

const isSame = (one: PatrolKey, other: PatrolKey): boolean =>
  one.buildingCode === other.buildingCode &&
  one.side === other.side &&
  one.day === other.day &&
  one.part === other.part &&
  one.isNormal === other.isNormal;

const dayWords = ({ now }: MessageContext, { day }: PatrolReport): string =>
  day === addDays(shanghaiDay(now), -1) ? "昨天" : "";

/** 3栋、5栋正常;8栋有情况. */
function stateWords(found: PatrolReport["meant"]["found"]): string {
  const named = (isNormal: boolean): readonly string[] =>
    found.filter((one) => one.isNormal === isNormal).map(({ building }) => building.name);
  return [
    ...(named(true).length > 0 ? [`${listNames(named(true))}正常`] : []),
    ...(named(false).length > 0 ? [`${listNames(named(false))}有情况`] : []),
  ].join(";");
}

function moreWords({ meant }: PatrolReport, isFiled: boolean): string {
  const { found, foreign, unknown } = meant;
  return [
    ...(found.some(({ isNormal }) => !isNormal) && !isFiled ? ["要登记隐患,请说一下哪里、是什么,最好拍张照。"] : []),
    ...(foreign.length > 0 ? [`${listNames(foreign)}不是您管的,没记。`] : []),
    ...(unknown.length > 0 ? [`${listNames(unknown)}没对上是哪栋,没记。`] : []),
  ].join("");
}

function refuse(context: MessageContext, matter: PatrolReport): Changes | undefined {
  const { foreign, unknown } = matter.meant;
  const template = foreign.length > 0 ? "patrol-foreign" : "patrol-unknown";
  if (foreign.length + unknown.length === 0) return undefined;
  return changes({
    lines: [answerPrivately(context, template, { building: listNames(foreign.length > 0 ? foreign : unknown) })],
    endedDialogs: endedOf(context),
    notes: ["巡查登记:楼栋不是他的或没对上,没记"],
  });
}

function ask(context: MessageContext, { part, day, trouble, report }: PatrolReport): Changes {
  return changes({
    lines: [answerPrivately(context, "patrol-which", { part: partWords[part] })],
    dialogs: [
      {
        ref: directOf(context),
        senderId: context.message.senderId,
        data: { kind: "patrol", part, day, trouble, report },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["巡查登记:没说哪几栋,问一句"],
  });
}

const endedOf = ({ dialog }: MessageContext): Changes["endedDialogs"] =>
  dialog?.data.kind === "patrol" ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [];
