import type { Building } from "../buildings/building.js";
import type { Group } from "../buildings/group.js";
import type { Person, RoleKind } from "../buildings/person.js";
import { chatKey } from "../channels/channel.js";
import type { Seat } from "../people/member-store.js";
import { roleName } from "../people/role-words.js";
import { addDays } from "../shared/calendar-days.js";
import { groupBy } from "../shared/group-by.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes, type LineIntent, type TaskIntent } from "./changes.js";

/** The kind of the due task that tells the grid worker who left a group; its subject is who left which. */
export const leaverKind = "leaver";
/** When the day's leavers are told of, all at once. */
const toldAt = "17:30";
const mostNamed = 8;

/** Looks at somebody who left at the end of the working day: they may be back by then. */
export const leaverTask = (seat: Seat, at: Date): TaskIntent => ({
  kind: leaverKind,
  subject: `${chatKey(seat)} ${seat.externalId}`,
  dueAt: nextTelling(at),
  data: { ...seat },
});

function nextTelling(at: Date): Date {
  const today = atShanghai(shanghaiDay(at), toldAt);
  return at < today ? today : atShanghai(addDays(shanghaiDay(at), 1), toldAt);
}

/** Somebody who answers for a building and left a group that is for it. */
export interface Leaver {
  readonly person: Person;
  readonly group: Group;
  readonly building: Building;
  readonly kind: RoleKind;
  /** Whose work the building is. */
  readonly worker: Person;
}

/** One line to each grid worker. Nobody's role ends, and notices reach them in private as before. */
export const decideLeavers = (leavers: readonly Leaver[], now: Date): Changes =>
  changes({
    lines: [...groupBy(leavers, ({ worker }) => worker.id).values()].flatMap((mine) => lineTo(mine, now)),
  });

function lineTo(mine: readonly Leaver[], now: Date): readonly LineIntent[] {
  const [first] = mine;
  if (!first?.worker.direct) return [];
  const left = [...groupBy(mine, ({ group }) => chatKey(group.ref)).values()].map(leftGroup);
  return [
    {
      ref: first.worker.direct,
      template: "leavers",
      variables: { left: left.join(";") },
      urgency: "notice",
      dedupeKey: `leavers:${first.worker.id}:${now.toISOString()}`,
    },
  ];
}

/** 兰姐(3栋房东)、3栋楼栋长伟叔退出了"1-5栋群". */
function leftGroup(leavers: readonly Leaver[]): string {
  const named = [...groupBy(leavers, ({ person }) => person.id).values()].map(nameOf);
  const more = named.length > mostNamed ? `等${named.length}人` : "";
  return `${named.slice(0, mostNamed).join("、")}${more}退出了"${leavers[0]?.group.name ?? ""}"`;
}

/** What a person's name in the chat says already is not said again. */
function nameOf(posts: readonly Leaver[]): string {
  const name = posts[0]?.person.name ?? "";
  const unsaid = posts.filter(({ building, kind }) => !(name.includes(building.name) && name.includes(roleName(kind))));
  const more = unsaid.map(({ building, kind }) => `${building.name}${roleName(kind)}`).join("、");
  return more === "" ? name : `${name}(${more})`;
}
