import type { Building } from "../buildings/building.js";
import { type BuildingContacts, responsibleOf } from "../buildings/directory.js";
import { directSender } from "../channels/channel.js";
import type { Group } from "../buildings/group.js";
import type { Person } from "../buildings/person.js";
import type { PersonId } from "../shared/ids.js";
import { onWorkingDay } from "../shared/working-calendar.js";
import { type StaffByLevel, awaitedLevel } from "../stars/review-change.js";
import { isAdverse, type ReviewLevel, type StarChange } from "../stars/star-change.js";
import { changeWords, reasonsOf, type StarLine } from "../stars/star-lines.js";
import type { StarRules } from "../stars/star-rules.js";
import type { Changes, Filled, LineIntent } from "./changes.js";

/** The kind of the due task that moves a confirmed change on. */
export const starChangeTaskKind = "star-change";

/** What waits for people or is held back goes on in a working morning. */
const goesOnAt = "09:00";

/** The next working morning: an owner whom the bot could not tell is tried again, an answered objection has been read. */
export const nextStarMorning = (now: Date): Date => onWorkingDay(now, 1, goesOnAt);

/** A question about a star waits for so long. */
const answerWithinMs = 3 * 86_400_000;

/** Whom the lines about a building's star go to. */
export interface StarAudience {
  readonly building: Building;
  readonly contacts: BuildingContacts;
  readonly groups: readonly Group[];
}

/** The staff around a building by level. */
export function staffOf(audience: Pick<StarAudience, "contacts"> | undefined): StaffByLevel {
  const ids = (people: readonly Person[] = []): readonly PersonId[] => people.map(({ id }) => id);
  return {
    grid_worker: ids(audience?.contacts.gridWorkers),
    community: ids(audience?.contacts.community),
    street: ids(audience?.contacts.street),
  };
}

/** Everybody of the staff around a building, each once. */
export const allStaffOf = ({ contacts }: Pick<StarAudience, "contacts">): ReadonlyMap<PersonId, Person> =>
  new Map([...contacts.gridWorkers, ...contacts.community, ...contacts.street].map((person) => [person.id, person]));

/** How staff call the building: those who look after many villages hear the village too. */
export const buildingFor = ({ building }: Pick<StarAudience, "building">, level: ReviewLevel): string =>
  level === "grid_worker" ? building.name : `${building.estate}${building.name}`;

const levelWords: Readonly<Record<ReviewLevel, string>> = { grid_worker: "网格员", community: "社区", street: "街道" };
const actWords: Readonly<Record<ReviewLevel, string>> = { grid_worker: "核验", community: "初评", street: "复核" };

/** 网格员, 社区 or 街道. */
export const sayReviewLevel = (level: ReviewLevel): string => levelWords[level];

/** 请网格员核验。 or 网格员已核验,请社区初评。 */
function sayTurn({ steps }: StarChange, level: ReviewLevel): string {
  const before = steps.flatMap((step) => (step.kind === "agreed" && step.level ? [step.level] : []));
  const done = before.map((one) => `${levelWords[one]}已${actWords[one]}`).join("、");
  return `${done === "" ? "" : `${done},`}请${levelWords[level]}${actWords[level]}。`;
}

/** The lines of a step, addressed: the owner in private, the groups of the building by day. */
export function starLines(lines: readonly StarLine[], audience: StarAudience): readonly LineIntent[] {
  const building = audience.building.name;
  return lines.flatMap((line): readonly LineIntent[] => {
    const base = {
      // The line holds the rest of what its template takes.
      ...({ template: line.kind, variables: { building, ...line.variables } } as Filled),
      subject: `building:${line.buildingCode}`,
    };
    if (line.audience === "group")
      return audience.groups
        .filter((group) => group.buildingCodes.length > 0)
        .map((group) => ({
          ...base,
          ref: group.ref,
          urgency: "group",
          dedupeKey: `${line.dedupeKey}:${group.ref.chat}`,
        }));
    const owner = responsibleOf(audience.contacts);
    return owner?.direct ? [{ ...base, ref: owner.direct, urgency: "notice", dedupeKey: line.dedupeKey }] : [];
  });
}

/** A person whom the bot can ask. */
export type Reachable = Person & { readonly direct: NonNullable<Person["direct"]> };

/** Those of the level whose word a change waits for, as far as the bot can ask them. */
export function awaitedPeople(
  change: StarChange,
  audience: StarAudience,
  rules: StarRules,
): { readonly level: ReviewLevel; readonly people: readonly Reachable[] } | undefined {
  const level = awaitedLevel(change, staffOf(audience), rules);
  if (!level) return undefined;
  const { gridWorkers, community, street } = audience.contacts;
  const people = { grid_worker: gridWorkers, community, street }[level];
  return { level, people: people.flatMap(({ direct, ...person }) => (direct ? [{ ...person, direct }] : [])) };
}

/** What is asked about a proposal. */
export interface StarAsking {
  readonly change: StarChange;
  readonly audience: StarAudience;
  readonly level: ReviewLevel;
  readonly rules: StarRules;
  /** Tells apart several times of asking the same person. */
  readonly key: string;
  /** How many more wait for this person. */
  readonly more?: number;
  readonly now: Date;
}

/** The question to a person whose word a proposal waits for, and that the bot waits for the answer. */
export function askAboutChange(person: Reachable, about: StarAsking): Pick<Changes, "lines" | "dialogs"> {
  const { change, audience, level, rules, key, more = 0, now } = about;
  const words = {
    building: buildingFor(audience, level),
    ...changeWords(change, rules),
    turn: sayTurn(change, level),
    more: more > 0 ? String(more) : "",
  };
  const question: Filled = isAdverse(change, rules)
    ? { template: "star-ask-down", variables: { ...words, reasons: reasonsOf(change) } }
    : { template: "star-ask-up", variables: words };
  return {
    lines: [
      {
        ...question,
        ref: person.direct,
        urgency: "notice",
        dedupeKey: `star-ask:${change.id}:${person.id}:${key}`,
        subject: `building:${change.buildingCode}`,
      },
    ],
    dialogs: [
      {
        ref: person.direct,
        senderId: directSender(person.direct),
        data: { kind: "star-change", changeId: change.id },
        expiresAt: new Date(now.getTime() + answerWithinMs),
      },
    ],
  };
}
