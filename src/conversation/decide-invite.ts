import { gridName } from "../buildings/group.js";
import { isStaffOf } from "../buildings/person.js";
import { type Invite, type InviteId, inviteDays, selectorOf } from "../people/invite.js";
import type { PeopleChange } from "../people/people-change.js";
import { roleName } from "../people/role-words.js";
import { mostTries } from "../people/tries.js";
import { newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { hideLine } from "./hide-line.js";
import type { CodeMatter, InviteMatter } from "./role-matter.js";
import { answerPrivately, tell } from "./say.js";
import type { LastWords } from "./changes.js";
import type { TemplateName } from "../message-templates/message-words.js";

const dayMs = 86_400_000;

/** 邀请 3栋 房东: a code for one person, in a line of its own that can be sent on as it is. */
export function decideInvite(context: MessageContext, { said, at, area, fresh }: InviteMatter): Changes {
  if (!said) return refuse(context, "invite-how", {});
  if (at && at.kind !== "one")
    return refuse(context, at.kind === "several" ? "claim-which-building" : "claim-unknown-building", {
      said: at.said,
      role: roleName(said.role),
    });
  if (said.role === "grid_worker" && area === undefined) return refuse(context, "invite-grid", {});
  if (at && !isStaffOf(context.sender, at.building.code))
    return refuse(context, "order-not-yours", { building: at.building.name });
  if (!fresh) return refuse(context, "invite-how", {});
  const place = at ? at.building.name : gridName(area ?? "");
  const invite: Invite = {
    id: newId<InviteId>(),
    selector: selectorOf(fresh.code),
    ...fresh.secret,
    role: said.role,
    ...(at ? { buildingCode: at.building.code } : { area: area ?? "" }),
    createdBy: context.sender.id,
    createdAt: context.now,
    expiresAt: new Date(context.now.getTime() + inviteDays.usual * dayMs),
    usesLeft: 1,
  };
  const words = { building: place, role: roleName(said.role) };
  return changes({
    people: [{ kind: "invite", invite }],
    lines: [
      answerPrivately(context, "invite-made", { ...words, days: String(inviteDays.usual) }),
      answerPrivately(context, "invite-forward", { ...words, code: fresh.code }),
    ],
    notes: [`给${words.building}${words.role}做了一个邀请码`],
  });
}

const refuse = <Name extends TemplateName>(
  context: MessageContext,
  template: Name,
  ...words: LastWords<Name>
): Changes => changes({ lines: [answerPrivately(context, template, ...words)], notes: ["邀请码没做成"] });

/** A code that fits gives its role, verified by whoever made it; a wrong one counts, and after five a day none is looked at. */
export function decideCode(context: MessageContext, matter: CodeMatter): Changes {
  const { invite, tries } = matter;
  if (tries >= mostTries.invite)
    return changes({
      people: [hideLine(context, "(邀请码)")],
      lines: [answerPrivately(context, "invite-too-many")],
      notes: ["邀请码试太多次"],
    });
  if (!invite) {
    const left = mostTries.invite - tries - 1;
    return changes({
      people: [
        { kind: "try", what: "invite", subject: context.sender.id, day: shanghaiDay(context.message.receivedAt) },
        hideLine(context, "(邀请码)"),
      ],
      lines: [answerPrivately(context, "invite-wrong", { left: String(left) })],
      notes: ["邀请码对不上"],
    });
  }
  return takeInvite(context, matter, invite);
}

function takeInvite(context: MessageContext, { building, inviter, waiting }: CodeMatter, invite: Invite): Changes {
  const { sender, now } = context;
  const { role, buildingCode, area } = invite;
  const words = { building: building?.name ?? gridName(area ?? ""), role: roleName(role) };
  const has = sender.roles.some(
    (one) => one.isVerified && one.kind === role && one.buildingCode === buildingCode && one.area === area,
  );
  if (has)
    return changes({
      people: [hideLine(context, "(邀请码)")],
      lines: [answerPrivately(context, "claim-already", words)],
    });
  const settled = waiting.filter(
    (one) => one.wish === "role" && one.role === role && one.buildingCode === buildingCode,
  );
  const verified = { ...(invite.createdBy ? { by: invite.createdBy } : {}), how: "邀请码", at: now };
  const place = { ...(buildingCode ? { buildingCode } : {}), ...(area === undefined ? {} : { area }) };
  return changes({
    people: [
      { kind: "use-invite", id: invite.id, at: now },
      { kind: "role", role: { personId: sender.id, kind: role, ...place, verified } },
      ...settled.map(({ id }): PeopleChange => ({ kind: "decide-claim", id, state: "confirmed", at: now })),
      hideLine(context, "(邀请码)"),
    ],
    lines: [
      answerPrivately(context, area === undefined ? "claim-confirmed" : "invite-staff", words),
      ...tell(context, inviter, {
        template: "invite-used",
        variables: { ...words, name: sender.name, house: building?.name ?? "" },
      }),
    ],
    notes: [`用邀请码成了${words.building}${words.role}`],
  });
}
