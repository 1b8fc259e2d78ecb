import { isRinging } from "../emergencies/emergency-call.js";
import type { LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { incidentName } from "./emergency-matter.js";
import { answerPrivately } from "./say.js";

/** What 今日 says first: danger that nobody took over and that has no case, since nobody knows the building. */
export function unansweredLines(context: MessageContext): readonly LineIntent[] {
  const { emergencyMatter: matter, rules } = context;
  const open = (matter?.calls ?? []).filter((call) => call.hazardId === undefined && isRinging(call));
  if (!matter || open.length === 0) return [];
  const items = open.map((call) => incidentName(call, matter, rules.taxonomy)).join("\n");
  return [answerPrivately(context, "today-unanswered", { items })];
}
