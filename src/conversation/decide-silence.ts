import { isStaff } from "../buildings/person.js";
import { defaultGroupPolicy } from "../buildings/group.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isStaffThere } from "./incident.js";
import { answerPrivately } from "./say.js";

/** 静默 of the grid worker in a group: nothing but emergencies and broadcasts there, until 取消静默. */
export function decideSilence(context: MessageContext): Changes | undefined {
  const { reading, message, group, sender } = context;
  const kind = reading.command?.kind;
  if ((kind !== "silence" && kind !== "unsilence") || !isStaff(sender)) return undefined;
  if (!message.isGroup || !group)
    return changes({ lines: [answerPrivately(context, "silence-where")], notes: ["静默:要在那个群里说"] });
  if (group.grid !== undefined && !isStaffThere(context, group.grid))
    return changes({
      lines: [answerPrivately(context, "silence-not-yours", { group: group.name })],
      notes: ["静默:不是他的网格"],
    });
  const isSilent = kind === "silence";
  return changes({
    policies: [{ ref: message.ref, policy: isSilent ? { isSilent } : defaultGroupPolicy }],
    lines: [answerPrivately(context, isSilent ? "silence-on" : "silence-off", { group: group.name })],
    notes: [isSilent ? "这个群静默:只说紧急的" : "这个群恢复发言"],
  });
}
