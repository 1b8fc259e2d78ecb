import type { Changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { decideBindWord } from "./decide-bind-word.js";
import { decideClaim } from "./decide-claim.js";
import { decideDuty, dropDuty } from "./decide-duty.js";
import { decideDutyEnd } from "./decide-duty-end.js";
import { decideCode, decideInvite } from "./decide-invite.js";
import { decideNod } from "./decide-nod.js";
import { decideOrder } from "./decide-order.js";
import { decideRosterAnswer, decideWhichPerson } from "./decide-role-answer.js";

/** Lines about who somebody is; what they need was looked up with them. */
export function decideRoles(context: MessageContext): Changes | undefined {
  const { roleMatter: matter } = context;
  switch (matter?.kind) {
    case undefined:
      return undefined;
    case "claim":
      return decideClaim(context, matter);
    case "nod":
      return decideNod(context, matter);
    case "order":
      return decideOrder(context, matter);
    case "roster-answer":
      return decideRosterAnswer(context, matter);
    case "invite":
      return decideInvite(context, matter);
    case "invite-code":
      return decideCode(context, matter);
    case "bind-word":
      return decideBindWord(context, matter);
    case "duty":
      return decideDuty(context, matter);
    case "duty-dropped":
      return dropDuty(context);
    case "duty-end":
      return decideDutyEnd(context, matter);
    case "which-person":
      return decideWhichPerson(context, matter);
  }
}
