import type { BuildingContacts } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import { type Attention, attentionName, attentionOf } from "../hazards/attention.js";
import type { Hazard } from "../hazards/hazard.js";
import type { SlaRules } from "../hazards/sla.js";
import { groupBy } from "../shared/group-by.js";
import { atShanghai, isWorkingDay, shanghaiDay } from "../shared/working-calendar.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";

/** What the auditor looks at. */
export interface AuditContext extends Pick<MessageContext, "buildings" | "contacts" | "rules" | "now"> {
  /** Open cases that wait for staff. */
  readonly waiting: readonly Hazard[];
}

/** What the auditor found: cases that staff left waiting too long, and the lines about them. */
export interface AuditFinding {
  readonly untended: readonly { readonly hazard: Hazard; readonly attention: Attention }[];
  readonly changes: Changes;
}

const mostListed = 8;

/** Tells each grid worker, once a working day, what waits too long; the community hears what waits twice as long. */
export function decideAudit(context: AuditContext): AuditFinding {
  const { rules, now } = context;
  const untended = context.waiting.flatMap((hazard) => {
    const attention = attentionOf(hazard, rules.sla, now);
    return attention ? [{ hazard, attention }] : [];
  });
  if (!isTimeToTell(rules.sla, now)) return { untended, changes: changes({}) };
  const told = untended.flatMap((one) => {
    const contacts = context.contacts.get(one.hazard.buildingCode);
    return listeners(contacts, isLong(one, now)).map((person) => ({ person, ...one }));
  });
  const lines = [...groupBy(told, ({ person }) => person.id).values()].flatMap((mine) => lineTo(context, mine));
  return { untended, changes: changes({ lines }) };
}

/** On working days from the hour of the audit until the evening: a line of the night would go next morning, be it a Sunday. */
function isTimeToTell({ auditAt, windowUntil }: SlaRules, now: Date): boolean {
  const day = shanghaiDay(now);
  return isWorkingDay(day) && now >= atShanghai(day, auditAt) && now < atShanghai(day, windowUntil);
}

/** It waits for twice the time that it was to wait. */
const isLong = ({ hazard, attention }: AuditFinding["untended"][number], now: Date): boolean =>
  now.getTime() - attention.since.getTime() > attention.since.getTime() - hazard.openedAt.getTime();

function listeners(contacts: BuildingContacts | undefined, isAboveTold: boolean): readonly Person[] {
  if (!contacts) return [];
  const above = isAboveTold || contacts.gridWorkers.length === 0 ? contacts.community : [];
  return [...contacts.gridWorkers, ...above];
}

function lineTo(
  context: AuditContext,
  mine: readonly { readonly person: Person; readonly hazard: Hazard; readonly attention: Attention }[],
): readonly LineIntent[] {
  const [first] = mine;
  if (!first?.person.direct) return [];
  const items = mine.slice(0, mostListed).map(({ hazard, attention }) => {
    const words = caseWords(context, hazard);
    return `${hazard.number} ${words.where}${words.what}:${attentionName(attention.kind)}`;
  });
  return [
    {
      ref: first.person.direct,
      template: "audit",
      variables: { count: String(mine.length), items: items.join("\n") },
      urgency: "notice",
      dedupeKey: `audit:${first.person.id}:${shanghaiDay(context.now)}`,
      subject: `audit:${shanghaiDay(context.now)}`,
    },
  ];
}
