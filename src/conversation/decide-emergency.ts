import type { Changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { askInDrill } from "./drill-question.js";
import { isChildAlone } from "./decide-hand-over.js";
import { incidentOf } from "./incident.js";
import { meetDanger } from "./meet-danger.js";

/**
 * Danger now: the fixed safety line at once, then people are called until somebody takes over; no form, no questions. In
 * an announced drill its writer is first asked whether it is real.
 */
export function decideEmergency(context: MessageContext): Changes | undefined {
  const { emergency } = context.reading;
  // 我12岁,一个人在家 looks like danger and is a person to be sent; see decideNeed.
  if (!emergency || isChildAlone(context)) return undefined;
  const incident = incidentOf(context, emergency.code);
  return askInDrill(context, incident) ?? meetDanger(context, incident);
}
