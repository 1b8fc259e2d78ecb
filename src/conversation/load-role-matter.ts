import { isStaff, isStaffOf, type Person } from "../buildings/person.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import type { BuildingCode } from "../shared/ids.js";
import { type Claim, readNod } from "../people/claim.js";
import type { PeopleStore } from "../people/people-store.js";
import { readClaim, type SaidClaim } from "../people/said-claim.js";
import { readOrder, type SaidOrder } from "../people/said-order.js";
import { tidyLine } from "../people/tidy-line.js";
import { loadBindWord } from "./load-bind-word.js";
import { loadDuty } from "./load-duty.js";
import { loadInvite } from "./load-invite.js";
import { loadRoleAnswer } from "./load-role-answer.js";
import { isQuestion } from "./dialog.js";
import { type BuildingSources, findClaimedBuilding, findSaidBuilding } from "./find-said-building.js";
import type { KnownClaim, NodMatter, RoleMatter } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";
import { isToBot } from "./to-bot.js";

/** What the loader asks. */
export interface RoleSources extends BuildingSources {
  readonly people: PeopleStore;
  readonly hazards: Pick<HazardStore, "countClosed">;
}

/** What a line about who somebody is needs to be decided; undefined for all other lines, which cost no query. */
export async function loadRoleMatter(sources: RoleSources, surveyed: SurveyedMessage): Promise<RoleMatter | undefined> {
  const { message, sender } = surveyed;
  if (message.kind !== "text") return undefined;
  const answered = await loadRoleAnswer(sources, surveyed);
  if (answered) return answered;
  const bound = await loadBindWord(sources, surveyed);
  if (bound) return bound;
  const invited = await loadInvite(sources, surveyed);
  if (invited) return invited;
  const duty = await loadDuty(sources, surveyed);
  if (duty) return duty;
  const order = isStaff(sender) && isToBot(surveyed) ? readOrder(message.text) : undefined;
  if (order) return loadOrder(sources, surveyed, order);
  const claim = readClaim(message.text);
  // In a group 绑定 by staff is about the group.
  if (claim && !(claim.isOrder && message.isGroup && isStaff(sender))) return loadClaim(sources, surveyed, claim);
  return mayNod(surveyed) ? loadNod(sources, surveyed) : undefined;
}

async function loadClaim(sources: RoleSources, surveyed: SurveyedMessage, claim: SaidClaim): Promise<RoleMatter> {
  const at = await findClaimedBuilding(sources, surveyed, claim);
  const [waiting, unlinked] =
    at.kind === "one"
      ? await Promise.all([
          sources.people.findWaiting({ of: surveyed.sender.id }),
          sources.people.findUnlinked(at.building.code),
        ])
      : [[], []];
  return { kind: "claim", claim, at, waiting, unlinked };
}

async function loadOrder(sources: RoleSources, surveyed: SurveyedMessage, order: SaidOrder): Promise<RoleMatter> {
  const at = await findSaidBuilding(sources, surveyed, order.place);
  if (at.kind !== "one") return { kind: "order", order, at, people: [], claims: [] };
  const { code } = at.building;
  const [ids, waiting] = await Promise.all([
    sources.people.findNamed(order.name, code),
    sources.people.findWaiting({ areas: [code] }),
  ]);
  const known = await sources.directory.findPeople(ids);
  const people = ids.flatMap((id) => known.get(id) ?? []);
  return { kind: "order", order, at, people, claims: await knowClaims(sources, waiting) };
}

/** A word in private while the bot waits for no other answer, or any word under a line that is quoted. */
function mayNod({ message, sender, dialog, readings }: SurveyedMessage): boolean {
  if (message.isGroup || !isStaff(sender)) return false;
  const kind = readings.withoutCase.command?.kind;
  if (message.quote !== undefined)
    return kind === "yes" || kind === "no" || readNod(tidyLine(message.text)) !== undefined;
  return !isQuestion(dialog) && isNodOrChoice(tidyLine(message.text));
}

const isNodOrChoice = (line: string): boolean => readNod(line) !== undefined || /^[1-9]$/u.test(line);

async function loadNod(sources: RoleSources, { sender, message }: SurveyedMessage): Promise<NodMatter | undefined> {
  const waiting =
    message.quote === undefined
      ? await sources.people.findWaiting({ askedOf: sender.id })
      : await sources.people.findWaiting({ areas: areasOf(sender) });
  const asked = waiting
    .filter((claim) => claim.askedAt !== undefined && isStaffOf(sender, claim.buildingCode))
    .toSorted((a, b) => (b.askedAt?.getTime() ?? 0) - (a.askedAt?.getTime() ?? 0));
  return asked.length === 0 ? undefined : { kind: "nod", claims: await knowClaims(sources, asked) };
}

const areasOf = (person: Person): readonly string[] =>
  person.roles.flatMap((role) => (role.isVerified && role.area !== undefined ? [role.area] : []));

/** Claims with their writers, buildings and options, in their order. */
export async function knowClaims(
  { directory }: Pick<RoleSources, "directory">,
  claims: readonly Claim[],
): Promise<readonly KnownClaim[]> {
  const ids = claims.flatMap((claim) => [claim.personId, ...(claim.wish === "role" ? [] : claim.optionIds)]);
  const codes: readonly BuildingCode[] = [...new Set(claims.map((claim) => claim.buildingCode))];
  const [people, buildings] = await Promise.all([
    directory.findPeople([...new Set(ids)]),
    directory.findBuildings(codes),
  ]);
  return claims.flatMap((claim) => {
    const person = people.get(claim.personId);
    const building = buildings.get(claim.buildingCode);
    const options = claim.wish === "role" ? [] : claim.optionIds.flatMap((id) => people.get(id) ?? []);
    return person && building ? [{ claim, person, building, options }] : [];
  });
}
