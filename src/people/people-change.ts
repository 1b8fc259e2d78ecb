import type { EndedRole, NewRole } from "../buildings/role-change.js";
import type { MessageId, PersonId } from "../shared/ids.js";
import type { Claim, ClaimId } from "./claim.js";
import type { Duty } from "./duty.js";
import type { Invite, InviteId } from "./invite.js";
import type { RosterEntry } from "./roster-entry.js";
import type { SecretHash } from "./secret.js";
import type { TryKind } from "./tries.js";

/** One write about people, made in the transaction of its cause. They are written in their order. */
export type PeopleChange =
  /** Somebody who has never written, as they stand in the roster. */
  | { readonly kind: "roster-person"; readonly entry: RosterEntry; readonly at: Date }
  | { readonly kind: "role"; readonly role: NewRole }
  /** The person's only home from now on. */
  | { readonly kind: "home"; readonly role: NewRole; readonly at: Date }
  | { readonly kind: "end-role"; readonly ended: EndedRole }
  | { readonly kind: "claim"; readonly claim: Claim }
  /** A claim is put to one of the staff. */
  | { readonly kind: "ask-claim"; readonly id: ClaimId; readonly askedId: PersonId; readonly at: Date }
  /** Another of the staff is to say. */
  | { readonly kind: "pass-claim"; readonly id: ClaimId; readonly askedId: PersonId }
  | {
      readonly kind: "decide-claim";
      readonly id: ClaimId;
      readonly state: "confirmed" | "refused" | "lapsed";
      readonly by?: PersonId;
      readonly at: Date;
    }
  /** Whom the claim says that its writer is. */
  | { readonly kind: "link-claim"; readonly id: ClaimId; readonly samePersonId: PersonId }
  /** Two persons are one: what `from` has goes to `to`, and `from` is reached there. */
  | { readonly kind: "same-person"; readonly from: PersonId; readonly to: PersonId; readonly at: Date }
  | { readonly kind: "invite"; readonly invite: Invite }
  /** Refused by throwing where another used up the code meanwhile. */
  | { readonly kind: "use-invite"; readonly id: InviteId; readonly at: Date }
  | { readonly kind: "bind-word"; readonly personId: PersonId; readonly secret: SecretHash; readonly at: Date }
  | { readonly kind: "try"; readonly what: TryKind; readonly subject: string; readonly day: string }
  | { readonly kind: "duty"; readonly duty: Duty }
  /** Ends it now, also where it has not begun; one that is over stays as it was. */
  | { readonly kind: "end-duty"; readonly duty: Pick<Duty, "id" | "personId" | "area">; readonly at: Date }
  /** A secret stood in the line: the archive keeps these words instead. */
  | {
      readonly kind: "hide-text";
      readonly message: { readonly id: MessageId; readonly chat: string; readonly sentAt: Date };
      readonly text: string;
    };
