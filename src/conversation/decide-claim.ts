import { type Claim, type ClaimId } from "../people/claim.js";
import { type HouseRole, roleName } from "../people/role-words.js";
import { matchEntry } from "../people/roster-entry.js";
import { newId } from "../shared/ids.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import { askClaimsTask, askedOf } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import type { ClaimMatter, SaidBuilding } from "./role-matter.js";
import { answerPrivately, directOf } from "./say.js";
import { isToBot } from "./to-bot.js";
import type { LastWords } from "./changes.js";
import type { TemplateName } from "../message-templates/message-words.js";

/** More would only keep the grid worker busy. */
const mostWaiting = 3;
type At = Extract<SaidBuilding, { readonly kind: "one" }>;

/** 我是3栋房东, 我住3栋502, 绑定 3栋: a home is noted at once, anything else waits for the grid worker's nod. */
export function decideClaim(context: MessageContext, matter: ClaimMatter): Changes | undefined {
  const { dialog } = context;
  // There the building is the answer to a question of the bot's.
  if (dialog?.data.kind === "which-building" || dialog?.data.kind === "whose-star") return undefined;
  const end = dialog?.data.kind === "which-role" ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [];
  const decided = decideAt(context, matter);
  return decided && mergeChanges([changes({ endedDialogs: end }), decided]);
}

function decideAt(context: MessageContext, matter: ClaimMatter): Changes | undefined {
  const { claim, at } = matter;
  if (at.kind !== "one") return askWhere(context, matter, at);
  const role = claim.role ?? (at.room === undefined ? undefined : "tenant");
  if (role === undefined) return askWhat(context, at);
  return role === "tenant" ? noteHome(context, at) : claimRole(context, { matter, at, role });
}

/** A place that nobody knows may be no place at all: then only an order is answered. */
function askWhere(
  context: MessageContext,
  { claim }: ClaimMatter,
  at: Extract<SaidBuilding, { readonly kind: "several" | "none" }>,
): Changes | undefined {
  const isMeant = claim.isOrder || /[0-9]/u.test(claim.place);
  if (!isMeant || (!isToBot(context) && !claim.isOrder)) return undefined;
  const template = at.kind === "several" ? "claim-which-building" : "claim-unknown-building";
  return changes({
    lines: [answerPrivately(context, template, { said: at.said, role: roleName(claim.role ?? "tenant") })],
    notes: ["说了自己是谁,但没对上是哪一栋"],
  });
}

function askWhat(context: MessageContext, { building, room }: At): Changes {
  const line = answerPrivately(context, "claim-which-role", { building: building.name });
  return changes({
    lines: [line],
    dialogs: [
      {
        ref: line.ref,
        senderId: context.message.senderId,
        data: { kind: "which-role", buildingCode: building.code, ...(room === undefined ? {} : { room }) },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["要绑定,没说是房东还是租客"],
  });
}

/** Counts for context at once; it opens no private details, since nobody has vouched for it. */
function noteHome(context: MessageContext, { building, room }: At): Changes {
  return changes({
    people: [
      {
        kind: "home",
        role: {
          personId: context.sender.id,
          kind: "tenant",
          buildingCode: building.code,
          ...(room === undefined ? {} : { room }),
        },
        at: context.now,
      },
    ],
    lines: [answerPrivately(context, "claim-home", { building: building.name, room: room ?? "" })],
    notes: [`自己说住${building.name}:记下,不用核实`],
  });
}

interface RoleClaim {
  readonly matter: ClaimMatter;
  readonly at: At;
  readonly role: HouseRole;
}

function claimRole(context: MessageContext, wanted: RoleClaim): Changes {
  const { matter, at, role } = wanted;
  const words = { building: at.building.name, role: roleName(role) };
  const isHere = (one: { readonly buildingCode?: string }): boolean => one.buildingCode === at.building.code;
  const isKnown = context.sender.roles.some((one) => one.isVerified && one.kind === role && isHere(one));
  if (isKnown) return only(context, "claim-already", words);
  const same = matter.waiting.find((one) => one.wish === "role" && one.role === role && isHere(one));
  if (same) return claimAgain(context, wanted, same);
  if (matter.waiting.length >= mostWaiting) return only(context, "claim-too-many", {});
  return newClaim(context, wanted);
}

function claimAgain(context: MessageContext, { matter, at, role }: RoleClaim, same: Claim): Changes {
  const entry = matchEntry(ofRole(matter, role), saidOf(context, matter));
  return changes({
    people: entry ? [{ kind: "link-claim", id: same.id, samePersonId: entry.personId }] : [],
    lines: [answerPrivately(context, "claim-still-waiting", { building: at.building.name, role: roleName(role) })],
    notes: ["又说了一遍自己是谁:还在等网格员"],
  });
}

function newClaim(context: MessageContext, { matter, at, role }: RoleClaim): Changes {
  const { building, contacts } = at;
  const worker = askedOf(contacts, context.sender.id);
  const words = { building: building.name, role: roleName(role) };
  const own = { kind: "role", role: { personId: context.sender.id, kind: role, buildingCode: building.code } } as const;
  if (!worker)
    return changes({
      people: [own],
      lines: [answerPrivately(context, "claim-nobody", words)],
      notes: [`自己说是${words.building}${words.role},没有网格员可问`],
    });
  const entries = ofRole(matter, role);
  const entry = matchEntry(entries, saidOf(context, matter));
  const claim: Claim = {
    id: newId<ClaimId>(),
    personId: context.sender.id,
    wish: "role",
    role,
    buildingCode: building.code,
    claimedAt: context.now,
    askedId: worker.id,
    askedTimes: 0,
    ...(entry ? { samePersonId: entry.personId } : {}),
  };
  const askedMore = entry === undefined && entries.some((one) => one.last4 !== undefined);
  return changes({
    people: [own, { kind: "claim", claim }],
    tasks: [askClaimsTask(worker.id, context.now)],
    lines: [answerPrivately(context, "claim-waiting", { ...words, roster: askedMore ? building.name : "" })],
    dialogs: askedMore ? [rosterDialog(context, building.code, role)] : [],
    notes: [`自己说是${words.building}${words.role}:等网格员点头`],
  });
}

const saidOf = ({ message }: MessageContext, { claim }: ClaimMatter) => ({ ...claim, nickname: message.senderName });

const ofRole = ({ unlinked }: ClaimMatter, role: HouseRole): ClaimMatter["unlinked"] =>
  unlinked.filter((entry) => entry.role === role);

function rosterDialog(
  context: MessageContext,
  buildingCode: Claim["buildingCode"],
  role: HouseRole,
): Changes["dialogs"][number] {
  return {
    ref: directOf(context),
    senderId: context.message.senderId,
    data: { kind: "roster-who", buildingCode, role },
    expiresAt: new Date(context.now.getTime() + 24 * 3_600_000),
  };
}

const only = <Name extends TemplateName>(context: MessageContext, template: Name, ...words: LastWords<Name>): Changes =>
  changes({ lines: [answerPrivately(context, template, ...words)], notes: ["说自己是谁:不用再记"] });
