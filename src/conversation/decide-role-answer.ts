import { type Claim, type ClaimId, readNod } from "../people/claim.js";
import { matchEntry } from "../people/roster-entry.js";
import { tidyLine } from "../people/tidy-line.js";
import { newId, type PersonId } from "../shared/ids.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import { askClaimsTask, askedOf } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import { appoint, appointNew, dismiss } from "./decide-order.js";
import type { RosterMatter, WhichPersonMatter } from "./role-matter.js";
import { answerPrivately } from "./say.js";

const endDialog = ({ dialog }: MessageContext): Changes =>
  changes({ endedDialogs: dialog ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [] });

/** A number of the list, or 都不是: then the name is of somebody new. */
export function decideWhichPerson(context: MessageContext, matter: WhichPersonMatter): Changes | undefined {
  const said = tidyLine(context.message.text);
  const { order, at, people } = matter;
  const person = /^[1-9]$/u.test(said) ? people[Number(said) - 1] : people.find(({ name }) => name === said);
  const nod = readNod(said);
  const only = nod?.isYes && people.length === 1 ? people[0] : person;
  if (only)
    return mergeChanges([
      endDialog(context),
      (order.kind === "appoint" ? appoint : dismiss)(context, { order, at, person: only }),
    ]);
  if (nod?.isYes !== false) return undefined;
  return mergeChanges([
    endDialog(context),
    order.kind === "appoint"
      ? appointNew(context, order, at)
      : changes({ lines: [answerPrivately(context, "order-dropped")], notes: ["谁都不是,不动"] }),
  ]);
}

/**
 * 陈伯 1234: whether it fits the roster only staff are told, since four digits are soon guessed. A claim that waits takes
 * it along; after the nod staff are asked whether the two are one.
 */
export function decideRosterAnswer(context: MessageContext, matter: RosterMatter): Changes {
  const { role, building, said, waiting, unlinked } = matter;
  const entry = matchEntry(
    unlinked.filter((one) => one.role === role && one.last4 !== undefined),
    { ...said, nickname: "" },
  );
  const claim = waiting.find((one) => one.wish === "role" && one.role === role && one.buildingCode === building.code);
  return mergeChanges([
    endDialog(context),
    changes({ lines: [answerPrivately(context, "claim-roster-noted")], notes: ["报了名字和尾号,一起给网格员看"] }),
    entry ? link(context, matter, { claim, personId: entry.personId }) : changes({}),
  ]);
}

function link(
  context: MessageContext,
  { building, contacts }: RosterMatter,
  { claim, personId }: { readonly claim: Claim | undefined; readonly personId: PersonId },
): Changes {
  if (claim) return changes({ people: [{ kind: "link-claim", id: claim.id, samePersonId: personId }] });
  const worker = askedOf(contacts, context.sender.id);
  if (!worker) return changes({});
  const same: Claim = {
    id: newId<ClaimId>(),
    personId: context.sender.id,
    wish: "same-person",
    samePersonId: personId,
    optionIds: [personId],
    buildingCode: building.code,
    claimedAt: context.now,
    askedId: worker.id,
    askedTimes: 0,
  };
  return changes({ people: [{ kind: "claim", claim: same }], tasks: [askClaimsTask(worker.id, context.now)] });
}
