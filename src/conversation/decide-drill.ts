import { isStaff, isStaffOf } from "../buildings/person.js";
import {
  checkDrill,
  type Drill,
  drillCodes,
  type DrillId,
  drillHours,
  type DrillRefusal,
} from "../emergencies/drill.js";
import { promiseWords } from "../hazards/deadline.js";
import { kindOf } from "../hazards/taxonomy.js";
import { newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import type { Dialog } from "./dialog.js";
import { areasOf } from "./find-cases.js";
import { locate } from "./locate.js";
import { answerPrivately, directOf } from "./say.js";

type Asked = Extract<Dialog["data"], { readonly kind: "drill" }>["drill"];
type Hours = { readonly from: Date; readonly until: Date };

/** 演练 3栋 15:00-15:30 and 结束演练 of staff, and their 确认 between the two. */
export function decideDrill(context: MessageContext): Changes | undefined {
  const { reading, sender, dialog } = context;
  if (!isStaff(sender)) return undefined;
  const { command } = reading;
  if (command?.kind === "drill") return announce(context, command);
  if (command?.kind === "end-drill") return endDrills(context);
  return dialog?.data.kind === "drill" ? answerDrill(context, dialog.data.drill) : undefined;
}

function announce(
  context: MessageContext,
  { text, from, until }: { readonly text: string; readonly from?: Date; readonly until?: Date },
): Changes {
  if (!from || !until) return refuse(context, "请写清几点到几点,如:演练 3栋 15:00-15:30");
  const allowed = checkDrill({ from, until }, context.rules.emergencies, context.now);
  if (!allowed.ok) return refuse(context, refusalWords[allowed.refusal]);
  const scope = scopeOf(context);
  return "why" in scope ? refuse(context, scope.why) : ask(context, { ...scope, text, from, until });
}

const refusalWords: Readonly<Record<DrillRefusal, string>> = {
  over: "这个时间已经过了",
  "too-long": "时间太长了,分成几段登记",
  "too-far": "太早了,近了再登记",
};

const refuse = (context: MessageContext, why: string): Changes =>
  changes({ lines: [answerPrivately(context, "drill-refused", { why })], notes: [`演练没登记:${why}`] });

type Scope = Pick<Asked, "areas" | "buildingCode" | "ref">;

/** The building named; else the group in which it was said, or all of the sender's area. */
function scopeOf(context: MessageContext): Scope | { readonly why: string } {
  const { message, reading, group, sender } = context;
  const [place] = reading.places;
  if (place?.building !== undefined) {
    const location = locate(context, place);
    if (location.kind !== "found") return { why: `没找到${place.building},写清楼栋再发` };
    if (!isStaffOf(sender, location.code)) return { why: `${place.building}不在您的片区` };
    return { areas: [location.code.slice(0, 14)], buildingCode: location.code };
  }
  const areas = areasOf(sender);
  if (!message.isGroup) return areas.length === 0 ? { why: "还没登记您的片区" } : { areas };
  const grid = group?.grid;
  if (grid === undefined || !areas.some((area) => grid.startsWith(area))) return { why: "这个群不在您的片区" };
  return { areas: [grid], ref: message.ref };
}

function ask(
  context: MessageContext,
  { text, from, until, ...scope }: Scope & Hours & { readonly text: string },
): Changes {
  const { rules, message, now } = context;
  const codes = drillCodes(rules.emergencies, context.message.text);
  const drill: Asked = { ...scope, codes, startsAt: from.toISOString(), endsAt: until.toISOString() };
  const kinds = codes.map((code) => kindOf(rules.taxonomy, code).short).join("、");
  return changes({
    lines: [answerPrivately(context, "drill-ask", { ...wordsOf(context, drill), kinds })],
    dialogs: [
      {
        ref: directOf(context),
        senderId: message.senderId,
        data: { kind: "drill", drill },
        expiresAt: new Date(now.getTime() + rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: [`登记演练(${text}),等确认`],
  });
}

function wordsOf(
  context: MessageContext,
  { buildingCode, ref, startsAt, endsAt }: Asked,
): { readonly where: string; readonly when: string } {
  const building = buildingCode && context.buildings.get(buildingCode)?.name;
  const hours = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  const day = shanghaiDay(hours.startsAt) === shanghaiDay(context.now) ? "今天" : dayOf(hours.startsAt, context.now);
  return {
    where: building ?? (ref ? (context.group?.name ?? "这个群") : "您片区的群"),
    when: `${day}${drillHours(hours)}`,
  };
}

/** 明天, 12月3日. */
const dayOf = (at: Date, now: Date): string => promiseWords(new Date(`${shanghaiDay(at)}T23:59:00+08:00`), now);

function answerDrill(context: MessageContext, asked: Asked): Changes | undefined {
  const { dialog, reading, now, sender } = context;
  const kind = reading.command?.kind;
  const end = changes({ endedDialogs: dialog ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [] });
  if (kind === "no" || kind === "cancel")
    return mergeChanges([end, changes({ lines: [answerPrivately(context, "drill-dropped")], notes: ["演练不登记"] })]);
  if (kind !== "yes" && kind !== "confirm") return undefined;
  const { startsAt, endsAt, areas, ...scope } = asked;
  const drills = areas.map((area): Drill => ({
    ...scope,
    area,
    id: newId<DrillId>(),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    createdBy: sender.id,
  }));
  return mergeChanges([
    end,
    changes({
      drills: drills.map((drill) => ({ kind: "registered", drill, at: now })),
      lines: [answerPrivately(context, "drill-set", wordsOf(context, asked))],
      notes: ["演练登记了"],
    }),
  ]);
}

function endDrills(context: MessageContext): Changes {
  const { sender, now, emergencyMatter } = context;
  const areas = areasOf(sender);
  const own = (emergencyMatter?.drills ?? []).filter(
    (drill) => drill.createdBy === sender.id || areas.some((area) => drill.area.startsWith(area)),
  );
  const template = own.length === 0 ? "drill-none" : "drill-ended";
  return changes({
    drills: own.map(({ id }) => ({ kind: "ended", id, at: now, by: sender.id })),
    lines: [answerPrivately(context, template)],
    notes: [own.length === 0 ? "没有登记着的演练" : "演练结束"],
  });
}
