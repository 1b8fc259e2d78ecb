import { isStaffOf, type Person } from "../buildings/person.js";
import { roleName } from "../people/role-words.js";
import type { SaidOrder } from "../people/said-order.js";
import { newId, type PersonId } from "../shared/ids.js";
import { isClosed } from "../hazards/hazard.js";
import { type Changes, changes } from "./changes.js";
import { numberedPeople } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import type { OrderMatter, SaidBuilding } from "./role-matter.js";
import { answerPrivately, directOf, tell } from "./say.js";
import { confirmClaim, refuseClaim } from "./settle-claim.js";
import type { LastWords } from "./changes.js";
import type { TemplateName } from "../message-templates/message-words.js";

type At = Extract<SaidBuilding, { readonly kind: "one" }>;

/** 3栋房东是阿强, 阿强不是3栋房东了: staff of the area say who is what. */
export function decideOrder(context: MessageContext, matter: OrderMatter): Changes {
  const { order, at } = matter;
  if (at.kind !== "one")
    return refuse(context, at.kind === "several" ? "claim-which-building" : "claim-unknown-building", {
      said: at.said,
      role: roleName(order.role),
    });
  if (!isStaffOf(context.sender, at.building.code))
    return refuse(context, "order-not-yours", { building: at.building.name });
  return order.kind === "appoint" ? decideAppoint(context, matter, at) : decideDismiss(context, matter, at);
}

const refuse = <Name extends TemplateName>(
  context: MessageContext,
  template: Name,
  ...words: LastWords<Name>
): Changes => changes({ lines: [answerPrivately(context, template, ...words)], notes: ["谁是房东:没登记成"] });

/** Who waits for just this gets it; one person of exactly this name does; of others staff are asked; a new name is noted. */
function decideAppoint(context: MessageContext, { order, claims, people }: OrderMatter, at: At): Changes {
  const waiting = claims.filter(
    ({ claim, person }) => claim.wish === "role" && claim.role === order.role && isNamed(person, order.name),
  );
  const [claim, ...more] = waiting;
  if (claim && more.length === 0) return confirmClaim(context, claim);
  const exact = people.filter((person) => person.name === order.name);
  const [only, ...namesakes] = exact;
  if (only && namesakes.length === 0) return appoint(context, { order, at, person: only });
  return people.length === 0 ? appointNew(context, order, at) : askWho(context, { order, at, people });
}

/** One name is meant by another where it holds it: 阿强 for 1栋楼长阿强. */
const isNamed = ({ name }: Person, said: string): boolean => name.includes(said);

/** What is to be written about whom. */
interface Appointment {
  readonly order: SaidOrder;
  readonly at: At;
  readonly person: Person;
}

/** Gives the role, and tells its bearer. */
export function appoint(context: MessageContext, { order, at, person }: Appointment): Changes {
  const given = { building: at.building.name, role: roleName(order.role) };
  const words = { ...given, name: person.name };
  return changes({
    people: [roleChange(context, order, { at, personId: person.id })],
    lines: [
      answerPrivately(context, "order-appointed", words),
      ...tell(context, person, { template: "role-given", variables: { ...given, worker: context.sender.name } }),
    ],
    links: [{ buildingCode: at.building.code, reason: "text", detail: "登记责任人" }],
    notes: [`${words.building}${words.role}是${words.name}:网格员登记`],
  });
}

/** Somebody who has never written: they exist from now on, and are known when they claim the same. */
export function appointNew(context: MessageContext, order: SaidOrder, at: At): Changes {
  const id = newId<PersonId>();
  const words = { name: order.name, building: at.building.name, role: roleName(order.role) };
  return changes({
    people: [
      {
        kind: "roster-person",
        entry: { personId: id, buildingCode: at.building.code, role: order.role, name: order.name },
        at: context.now,
      },
      roleChange(context, order, { at, personId: id }),
    ],
    lines: [answerPrivately(context, "order-appointed-new", words)],
    links: [{ buildingCode: at.building.code, reason: "text", detail: "登记责任人" }],
    notes: [`${words.building}${words.role}是${words.name}:还没跟机器人说过话`],
  });
}

const roleChange = (
  context: MessageContext,
  order: SaidOrder,
  { at, personId }: { readonly at: At; readonly personId: PersonId },
): Changes["people"][number] => ({
  kind: "role",
  role: {
    personId,
    kind: order.role,
    buildingCode: at.building.code,
    verified: { by: context.sender.id, how: "网格员登记", at: context.now },
  },
});

function decideDismiss(context: MessageContext, { order, claims }: OrderMatter, at: At): Changes {
  const bearers = bearersOf(order, at);
  const exact = bearers.filter((person) => person.name === order.name);
  const named = exact.length > 0 ? exact : bearers.filter((person) => isNamed(person, order.name));
  const [only, ...others] = named;
  if (only && others.length === 0) return dismiss(context, { order, at, person: only });
  if (only) return askWho(context, { order, at, people: named });
  const claim = claims.find(
    (known) => known.claim.wish === "role" && known.claim.role === order.role && isNamed(known.person, order.name),
  );
  if (claim) return refuseClaim(context, claim);
  return refuse(context, "order-nobody", {
    name: order.name,
    building: at.building.name,
    role: roleName(order.role),
    known: bearers.map((person) => person.name).join("、"),
  });
}

function bearersOf({ role }: SaidOrder, { contacts }: At): readonly Person[] {
  const { landlords, heads, sublandlords } = contacts;
  return { landlord: landlords, head: heads, sublandlord: sublandlords, tenant: [] }[role];
}

/** Ends the role, and tells who had it; cases on their hands are named, since they stay there. */
export function dismiss(context: MessageContext, { order, at, person }: Appointment): Changes {
  const words = { name: person.name, building: at.building.name, role: roleName(order.role) };
  const open = context.cases.filter(
    ({ hazard }) => !isClosed(hazard) && hazard.responsibleId === person.id && hazard.buildingCode === at.building.code,
  );
  return changes({
    people: [
      {
        kind: "end-role",
        ended: {
          personId: person.id,
          kind: order.role,
          buildingCode: at.building.code,
          at: context.now,
          by: context.sender.id,
          how: "网格员登记",
        },
      },
    ],
    lines: [
      answerPrivately(context, "order-dismissed", {
        ...words,
        open: open.map(({ hazard }) => hazard.number).join("、"),
      }),
      ...tell(context, person, {
        template: "role-ended",
        variables: { building: words.building, worker: context.sender.name },
      }),
    ],
    links: [{ buildingCode: at.building.code, reason: "text", detail: "登记责任人" }],
    notes: [`${words.name}不再是${words.building}${words.role}:网格员登记`],
  });
}

function askWho(
  context: MessageContext,
  { order, at, people }: { readonly order: SaidOrder; readonly at: At; readonly people: readonly Person[] },
): Changes {
  const items = numberedPeople(people, at.building.code);
  return changes({
    lines: [answerPrivately(context, "order-which", { name: order.name, items })],
    dialogs: [
      {
        ref: directOf(context),
        senderId: context.message.senderId,
        data: { kind: "which-person", order, buildingCode: at.building.code, personIds: people.map(({ id }) => id) },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["名字对得上好几位,请他回数字"],
  });
}
