import { isStaff } from "../buildings/person.js";
import type { Broadcast } from "../broadcasts/broadcast.js";
import { type BroadcastId, newId } from "../shared/ids.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { answerPrivately, directOf } from "./say.js";
import type { LineIntent } from "./changes.js";

/** 群发, its confirmation, 统计, and the silent count of 收到. */
export function decideBroadcast(context: MessageContext): Changes | undefined {
  const { reading, message, recentBroadcastId, dialog } = context;
  const { command } = reading;
  if (message.isGroup && recentBroadcastId && reading.intent === "acknowledgement")
    return changes({
      receipts: [
        { broadcastId: recentBroadcastId, personId: context.sender.id, chat: message.ref.chat, at: context.now },
      ],
      notes: ["回执,默默记一笔"],
    });
  if (!isStaff(context.sender)) return undefined;
  if (command?.kind === "broadcast") return previewBroadcast(context, command.text);
  if (command?.kind === "tally") return showTally(context);
  if (dialog?.data.kind !== "broadcast-draft" || context.draft?.state !== "draft") return undefined;
  if (command?.kind === "cancel" || command?.kind === "no") return cancelBroadcast(context, context.draft);
  const isNow = message.text.trim() === "马上发";
  if (isNow || command?.kind === "confirm" || command?.kind === "yes")
    return confirmBroadcast(context, context.draft, isNow);
  return undefined;
}

function previewBroadcast(context: MessageContext, text: string): Changes {
  const groups = context.areaGroups;
  if (text.trim() === "")
    return changes({ lines: [answerPrivately(context, "broadcast-empty")], notes: ["群发没有内容"] });
  if (groups.length === 0)
    return changes({ lines: [answerPrivately(context, "broadcast-no-groups")], notes: ["没有可发的群"] });
  const draft: Broadcast = {
    id: newId<BroadcastId>(),
    authorId: context.sender.id,
    text,
    state: "draft",
    createdAt: context.now,
    targets: groups.map((group) => group.ref),
  };
  const names = groups.map((group) => group.name).join("、");
  return changes({
    broadcasts: [draft],
    lines: [
      answerPrivately(context, context.isQuietHour ? "broadcast-preview-night" : "broadcast-preview", {
        text,
        count: String(groups.length),
        groups: names,
      }),
    ],
    dialogs: [
      {
        ref: directOf(context),
        senderId: context.message.senderId,
        data: { kind: "broadcast-draft", broadcastId: draft.id },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: [`群发先预览:${groups.length}个群,等确认`],
  });
}

function endDialog(context: MessageContext): Changes["endedDialogs"] {
  return context.dialog ? [{ ref: context.dialog.ref, senderId: context.dialog.senderId }] : [];
}

function cancelBroadcast(context: MessageContext, draft: Broadcast): Changes {
  return changes({
    broadcasts: [{ ...draft, state: "cancelled" }],
    lines: [answerPrivately(context, "broadcast-cancelled")],
    endedDialogs: endDialog(context),
    notes: ["群发取消"],
  });
}

function confirmBroadcast(context: MessageContext, draft: Broadcast, isNow: boolean): Changes {
  const lines = draft.targets.map((ref): LineIntent => ({
    ref,
    template: "broadcast-line",
    variables: { text: draft.text },
    urgency: isNow ? "emergency" : "group",
    dedupeKey: `broadcast:${draft.id}:${ref.chat}`,
    subject: `broadcast:${draft.id}`,
  }));
  const waits = context.isQuietHour && !isNow;
  return changes({
    broadcasts: [{ ...draft, state: "confirmed", confirmedAt: context.now }],
    lines: [
      ...lines,
      answerPrivately(context, waits ? "broadcast-queued" : "broadcast-done", { count: String(lines.length) }),
    ],
    endedDialogs: endDialog(context),
    notes: [`群发确认,${lines.length}个群`],
  });
}

function showTally(context: MessageContext): Changes {
  const { tally } = context;
  if (!tally) return changes({ lines: [answerPrivately(context, "no-broadcast")], notes: ["还没有群发过"] });
  const total = tally.groups.reduce((sum, group) => sum + group.receipts, 0);
  const sent = tally.groups.filter((group) => group.state === "sent" || group.state === "confirmed").length;
  return changes({
    lines: [
      answerPrivately(context, "tally", {
        text: tally.broadcast.text.slice(0, 30),
        count: String(tally.groups.length),
        sent: String(sent),
        total: String(total),
        items: tally.groups.map((group) => `${group.name}:${group.receipts}人`).join("\n"),
      }),
    ],
    notes: ["报群发的回执数"],
  });
}
