import { kindOf } from "../hazards/taxonomy.js";
import type { PlaceMention } from "../understanding/reading.js";
import { buildingWords } from "./case-words.js";
import { type BuildingLink, type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { fileReports, type Report } from "./file-report.js";
import { type Location, locate } from "./locate.js";
import { answer, answerPrivately } from "./say.js";
import { isToBot } from "./to-bot.js";

/** At most so many cases from one message: more is a list, and lists go to a person. */
const mostCases = 4;

/** A hazard was reported: files it where the building is known, asks one question where it is not. */
export function decideReport(context: MessageContext): Changes | undefined {
  const { reading, message } = context;
  if (reading.intent !== "report" || reading.hazards.length === 0) return undefined;
  if (reading.zone === "silent") return undefined;
  // 天天这样, said right after a report, goes with that case: decide-supplement.ts takes it.
  if (reading.zone === "ask" && context.dialog?.data.kind === "recent-case") return undefined;
  if (reading.zone === "ask" && !isToBot(context))
    return askWhetherReport(context, "像在说隐患,但不够肯定:群里不作声,私下问一句");
  if (context.isAskedFirst && message.isGroup)
    return askWhetherReport(context, "这人不久前的一件两位同事认为是恶意:先私下问一声再登记");
  const places = reading.places.length > 0 ? reading.places : [{}];
  const located = places.map((place) => ({ place, location: locate(context, place) }));
  const found = located.filter((one) => one.location.kind === "found");
  const [first] = located;
  if (found.length === 0 && first) return askBuilding(context, first.place, first.location);
  return mergeChanges([
    changes({ links: found.map((one) => linkOf(one.location)), notes: [`读作报隐患:${reading.reasons.join(",")}`] }),
    fileReports(context, pairUp(context, found)),
  ]);
}

function linkOf(location: Location): BuildingLink {
  if (location.kind !== "found") throw new Error("a link needs a building");
  return { buildingCode: location.code, reason: location.reason, detail: location.detail };
}

/** Each hazard at its building: the same number of both goes in pairs, else every hazard stands at every building. */
function pairUp(
  context: MessageContext,
  found: readonly { readonly place: PlaceMention; readonly location: Location }[],
): readonly Report[] {
  const { hazards } = context.reading;
  const pairs =
    hazards.length === found.length
      ? hazards.map((hazard, index) => ({ hazard, at: found[index] }))
      : found.flatMap((at) => hazards.map((hazard) => ({ hazard, at })));
  return pairs.slice(0, mostCases).flatMap(({ hazard, at }) => {
    if (at?.location.kind !== "found") return [];
    return [
      {
        buildingCode: at.location.code,
        hazard,
        place: at.place,
        summary: context.message.text.slice(0, 200),
        mediaIds: [...context.message.media.map((media) => media.id), ...recentPhotos(context)],
        messageId: context.message.id,
      },
    ];
  });
}

function recentPhotos(context: MessageContext): Report["mediaIds"] {
  return context.dialog?.data.kind === "recent-photo" ? context.dialog.data.mediaIds : [];
}

function askBuilding(context: MessageContext, place: PlaceMention, location: Location): Changes {
  const { message, reading, rules } = context;
  const code = location.kind === "missing" ? location.defaultCode : undefined;
  const isClue = reading.hazards.every((hazard) => kindOf(rules.taxonomy, hazard.code).staffOnly);
  const ask = isClue || context.receiptsAt ? answerPrivately : answer;
  const line = code
    ? ask(context, "ask-building", { building: fullName(context, code) })
    : location.kind === "unknown"
      ? ask(context, "ask-unknown-building", { building: location.said })
      : ask(context, "ask-which-building");
  return changes({
    lines: [line],
    dialogs: [
      {
        ref: line.ref.chat === message.ref.chat ? message.ref : line.ref,
        senderId: message.senderId,
        data: {
          kind: "which-building",
          hazards: reading.hazards,
          place,
          summary: message.text.slice(0, 200),
          messageId: message.id,
          sentAt: message.sentAt.toISOString(),
          mediaIds: [...message.media.map((media) => media.id), ...recentPhotos(context)],
          ...(code ? { defaultCode: code } : {}),
        },
        expiresAt: new Date(context.now.getTime() + rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: [`读作报隐患(${reading.reasons.join(",")}),但没说哪一栋,问一句`],
  });
}

function fullName(context: MessageContext, code: Parameters<typeof buildingWords>[1]): string {
  const building = context.buildings.get(code);
  return building ? `${building.estate}${building.name}` : buildingWords(context, code);
}

function askWhetherReport(context: MessageContext, note: string): Changes {
  const line = answerPrivately(context, "ask-report", { text: context.message.text.slice(0, 40) });
  return changes({
    lines: [line],
    dialogs: [
      {
        ref: line.ref,
        senderId: context.message.senderId,
        data: {
          kind: "is-report",
          text: context.message.text,
          chat: context.message.ref,
          messageId: context.message.id,
          sentAt: context.message.sentAt.toISOString(),
        },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: [note],
  });
}
