import type { BuildingCode } from "../shared/ids.js";
import type { PlaceMention, Reading } from "../understanding/reading.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import type { Dialog } from "./dialog.js";
import { decideReport } from "./decide-report.js";
import { fileReports } from "./file-report.js";
import { locate } from "./locate.js";
import { answer } from "./say.js";
import { answerStar } from "./decide-star-query.js";

type DialogOf<Kind extends Dialog["data"]["kind"]> = Extract<Dialog["data"], { readonly kind: Kind }>;

/** The sender answers a question of the bot's: 对, 3栋, 不是,是5栋. */
export function decideAnswer(context: MessageContext): Changes | undefined {
  const { dialog } = context;
  if (!dialog) return undefined;
  const end = changes({ endedDialogs: [{ ref: dialog.ref, senderId: dialog.senderId }] });
  switch (dialog.data.kind) {
    case "which-building":
      return answerWhichBuilding(context, dialog.data, end);
    case "whose-star": {
      const code = namedBuilding(context, dialog.data.defaultCode);
      return code ? mergeChanges([end, answerStar(context, code)]) : undefined;
    }
    case "is-report":
      return answerIsReport(context, dialog.data, end);
    default:
      return undefined;
  }
}

function answerWhichBuilding(
  context: MessageContext,
  asked: DialogOf<"which-building">,
  end: Changes,
): Changes | undefined {
  const { reading, message, dialog } = context;
  const code = namedBuilding(context, asked.defaultCode);
  if (!code) {
    if (reading.command?.kind === "cancel")
      return mergeChanges([end, changes({ lines: [answer(context, "report-dropped")] })]);
    if (reading.command?.kind !== "no") return undefined;
    return changes({ lines: [answer(context, "ask-which-building")], notes: ["不是默认的那栋,请他报栋号"] });
  }
  const original = {
    id: asked.messageId,
    ref: asked.chat ?? dialog?.ref ?? message.ref,
    sentAt: new Date(asked.sentAt),
  };
  const place: PlaceMention = { ...asked.place, ...reading.places[0] };
  return mergeChanges([
    end,
    changes({
      links: [
        { buildingCode: code, reason: "text", detail: `问答:${message.text.slice(0, 20)}` },
        { buildingCode: code, reason: "case", detail: "发言人补了楼栋", message: original },
      ],
      notes: ["回答了是哪一栋,把刚才说的登记上"],
    }),
    fileReports(
      context,
      asked.hazards.map((hazard) => ({
        buildingCode: code,
        hazard,
        place,
        summary: asked.summary,
        mediaIds: [...asked.mediaIds, ...message.media.map((media) => media.id)],
        messageId: asked.messageId,
      })),
    ),
  ]);
}

function namedBuilding(context: MessageContext, defaultCode: string | undefined): BuildingCode | undefined {
  const { reading } = context;
  const named = reading.places.find((place) => place.building !== undefined);
  if (named) {
    const location = locate(context, named);
    return location.kind === "found" ? location.code : undefined;
  }
  if (reading.command?.kind === "yes" && defaultCode !== undefined) return defaultCode as BuildingCode;
  return undefined;
}

function answerIsReport(context: MessageContext, asked: DialogOf<"is-report">, end: Changes): Changes | undefined {
  const { command } = context.reading;
  const answered = (isReport: boolean): Changes => changes({ answered: [{ messageId: asked.messageId, isReport }] });
  if (command?.kind === "no" || command?.kind === "cancel")
    return mergeChanges([
      end,
      command.kind === "no" ? answered(false) : changes({}),
      changes({ lines: [answer(context, "report-dropped")] }),
    ]);
  if (command?.kind !== "yes") return undefined;
  if (!context.askedAgain) return mergeChanges([end, answered(true)]);
  return mergeChanges([end, answered(true), fileAsked(context, asked, context.askedAgain)]);
}

/** The case is that of the line asked about: it, not the 对, told of the hazard, and it must outlive the chatter. */
function fileAsked(context: MessageContext, asked: DialogOf<"is-report">, askedAgain: Reading): Changes {
  const original = { id: asked.messageId, ref: asked.chat, sentAt: new Date(asked.sentAt) };
  const message = { ...context.message, id: original.id, sentAt: original.sentAt, text: asked.text };
  const reading: Reading = { ...askedAgain, intent: "report", zone: "speak" };
  const filed = decideReport({ ...context, message, reading }) ?? changes({});
  return {
    ...filed,
    links: [...filed.links, ...filed.links.map((link) => ({ ...link, message: original }))],
    dialogs: filed.dialogs.map((dialog) =>
      dialog.data.kind === "which-building" ? { ...dialog, data: { ...dialog.data, chat: asked.chat } } : dialog,
    ),
  };
}
