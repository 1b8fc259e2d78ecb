import { isStaff, type Person } from "../buildings/person.js";
import { shortestWord } from "../people/bind-word.js";
import type { Claim, ClaimId } from "../people/claim.js";
import { mostTries } from "../people/tries.js";
import { roleName } from "../people/role-words.js";
import { newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import { askClaimsTask, askedOf } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import { hideLine } from "./hide-line.js";
import type { BindWordMatter, SaidBuilding } from "./role-matter.js";
import { answerPrivately, tell } from "./say.js";
import type { LastWords } from "./changes.js";
import type { TemplateName } from "../message-templates/message-words.js";

type BeKnown = Extract<BindWordMatter, { readonly wish: "be-known" }>;
type At = Extract<SaidBuilding, { readonly kind: "one" }>;

/** 绑定口令: the word is kept as a hash, and brings back who comes with a new id. Whatever becomes of it, the line is hidden. */
export function decideBindWord(context: MessageContext, matter: BindWordMatter): Changes {
  return mergeChanges([changes({ people: [hideLine(context, "(口令)")] }), decideWish(context, matter)]);
}

function decideWish(context: MessageContext, matter: BindWordMatter): Changes {
  switch (matter.wish) {
    case "in-group":
      return only(context, "bind-word-private", {});
    case "nowhere":
      return only(context, "bind-word-where", {});
    case "set":
      return setWord(context, matter);
    case "be-known":
      return beKnown(context, matter);
  }
}

const only = <Name extends TemplateName>(context: MessageContext, template: Name, ...words: LastWords<Name>): Changes =>
  changes({ lines: [answerPrivately(context, template, ...words)], notes: ["口令:没有用上"] });

function setWord(
  context: MessageContext,
  { secret, home }: Extract<BindWordMatter, { readonly wish: "set" }>,
): Changes {
  const least = isStaff(context.sender) ? shortestWord.staff : shortestWord.anybody;
  if (!secret) return only(context, "bind-word-weak", { least: String(least) });
  return changes({
    people: [{ kind: "bind-word", personId: context.sender.id, secret, at: context.now }],
    lines: [answerPrivately(context, "bind-word-set", { building: home?.name ?? "3栋" })],
    notes: ["设了口令:只存摘要"],
  });
}

function beKnown(context: MessageContext, matter: BeKnown): Changes {
  const { at, tries, triesHere, owner } = matter;
  if (at.kind !== "one")
    return only(context, at.kind === "several" ? "claim-which-building" : "claim-unknown-building", {
      said: at.said,
      role: roleName("landlord"),
    });
  if (tries >= mostTries["bind-word"] || triesHere >= mostTries["bind-word-building"])
    return only(context, "bind-word-too-many", {});
  return owner ? move(context, owner, at) : askWho(context, matter, at);
}

/** Word and building fit: at once. The old id and the grid worker are told, in case it was somebody else. */
function move(context: MessageContext, owner: Person, { building, contacts }: At): Changes {
  const words = { building: building.name };
  const workers = contacts.gridWorkers.filter((worker) => worker.id !== owner.id);
  return changes({
    people: [{ kind: "same-person", from: context.sender.id, to: owner.id, at: context.now }],
    lines: [
      answerPrivately(context, "claim-known-again", { name: owner.name }),
      ...tell(context, owner, { template: "bind-word-moved", variables: words }),
      ...workers
        .slice(0, 1)
        .flatMap((worker) =>
          tell(context, worker, { template: "bind-word-used", variables: { ...words, name: owner.name } }),
        ),
    ],
    notes: [`口令和${building.name}都对上:认出是${owner.name}`],
  });
}

function askWho(context: MessageContext, { tries, options, waiting }: BeKnown, { building, contacts }: At): Changes {
  const { sender, now } = context;
  const day = shanghaiDay(context.message.receivedAt);
  const counted = changes({
    people: [
      { kind: "try", what: "bind-word", subject: sender.id, day },
      { kind: "try", what: "bind-word-building", subject: building.code, day },
    ],
    notes: ["口令没对上"],
  });
  const left = String(mostTries["bind-word"] - tries - 1);
  const worker = askedOf(contacts, sender.id);
  if (!worker || options.length === 0)
    return mergeChanges([counted, only(context, "bind-word-nobody", { building: building.name, left })]);
  const isAsked = waiting.some((one) => one.wish === "same-person" && one.buildingCode === building.code);
  const claim: Claim = {
    id: newId<ClaimId>(),
    personId: sender.id,
    wish: "same-person",
    optionIds: options.map((person) => person.id),
    buildingCode: building.code,
    claimedAt: now,
    askedId: worker.id,
    askedTimes: 0,
  };
  return mergeChanges([
    counted,
    changes({
      people: isAsked ? [] : [{ kind: "claim", claim }],
      tasks: isAsked ? [] : [askClaimsTask(worker.id, now)],
      lines: [answerPrivately(context, "bind-word-wrong", { left })],
    }),
  ]);
}
