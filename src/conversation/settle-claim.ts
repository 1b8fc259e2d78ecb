import type { Person } from "../buildings/person.js";
import type { PeopleChange } from "../people/people-change.js";
import type { PersonId } from "../shared/ids.js";
import { type Changes, changes } from "./changes.js";
import { askClaimsTask, claimWords } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import type { KnownClaim } from "./role-matter.js";
import { answerPrivately, tell } from "./say.js";
import type { Filled } from "./changes.js";

/** Staff say yes: the role is verified, or the writer is who they said; they are told. `to` is whom staff picked. */
export function confirmClaim(context: MessageContext, known: KnownClaim, to?: Person): Changes {
  const { claim, person } = known;
  const { name, building, role } = claimWords(known);
  const samePersonId = to?.id ?? claim.samePersonId;
  return changes({
    people: [
      { kind: "decide-claim", id: claim.id, state: "confirmed", by: context.sender.id, at: context.now },
      ...roleOf(context, known, samePersonId ?? person.id),
      ...(samePersonId === undefined || samePersonId === person.id
        ? []
        : [{ kind: "same-person", from: person.id, to: samePersonId, at: context.now } as const]),
    ],
    lines:
      claim.wish === "role"
        ? [
            answerPrivately(context, "claim-done", { name, building, role }),
            ...toWriter(context, known, { template: "claim-confirmed", variables: { building, role } }),
          ]
        : [
            answerPrivately(context, "claim-done-again", { name, known: to?.name ?? name }),
            ...toWriter(context, known, { template: "claim-known-again", variables: { name: to?.name ?? name } }),
          ],
    tasks: nextQuestion(context, known),
    links: [{ buildingCode: claim.buildingCode, reason: "text", detail: `认领:${role}` }],
    notes: [`${name}是${building}${role}:网格员点头`],
  });
}

function roleOf(context: MessageContext, { claim }: KnownClaim, personId: PersonId): readonly PeopleChange[] {
  if (claim.wish !== "role") return [];
  const verified = { by: context.sender.id, how: "网格员确认", at: context.now };
  return [{ kind: "role", role: { personId, kind: claim.role, buildingCode: claim.buildingCode, verified } }];
}

/** Staff say no: the writer is told whom to see and with what, without a reproach. */
export function refuseClaim(context: MessageContext, known: KnownClaim): Changes {
  const { claim } = known;
  const { name, building, role } = claimWords(known);
  const worker = context.sender.name;
  return changes({
    people: [
      { kind: "decide-claim", id: claim.id, state: "refused", by: context.sender.id, at: context.now },
      ...endOf(context, known),
    ],
    lines: [
      answerPrivately(context, "claim-declined", { name, building }),
      ...(claim.wish === "role"
        ? toWriter(context, known, { template: "claim-refused", variables: { building, role, worker } })
        : toWriter(context, known, { template: "claim-not-known-again", variables: { building, worker } })),
    ],
    tasks: nextQuestion(context, known),
    notes: [`${name}说是${building}${role}:网格员没认`],
  });
}

function endOf(context: MessageContext, { claim, person }: KnownClaim): readonly PeopleChange[] {
  if (claim.wish !== "role") return [];
  const { role: kind, buildingCode } = claim;
  const ended = { personId: person.id, kind, buildingCode, at: context.now, by: context.sender.id, how: "网格员没认" };
  return [{ kind: "end-role", ended }];
}

/** Two of the staff may answer at once: the writer hears of it once. */
const toWriter = (context: MessageContext, { claim, person }: KnownClaim, words: Filled): Changes["lines"] =>
  tell(context, person, words).map((line) => ({
    ...line,
    dedupeKey: `claim:${claim.id}:told`,
  }));

const nextQuestion = (context: MessageContext, { claim }: KnownClaim): Changes["tasks"] =>
  [...new Set([context.sender.id, claim.askedId ?? context.sender.id])].map((id) => askClaimsTask(id, context.now));
