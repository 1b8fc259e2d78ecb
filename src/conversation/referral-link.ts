import type { Hazard } from "../hazards/hazard.js";
import type { MessageContext } from "./context.js";

/** Where staff find the form of a case that goes to a department; nothing where no address of the pages is known. */
export const referralLink = (
  { publicUrl }: Pick<MessageContext, "publicUrl">,
  { id }: Pick<Hazard, "id">,
): { readonly form?: string } => (publicUrl === undefined ? {} : { form: `${publicUrl}/referrals/${id}` });
