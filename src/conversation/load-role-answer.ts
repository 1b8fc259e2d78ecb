import type { BuildingCode } from "../shared/ids.js";
import type { PeopleStore } from "../people/people-store.js";
import { readNameAndDigits, readRole } from "../people/said-claim.js";
import type { BuildingSources } from "./find-said-building.js";
import type { RoleMatter, SaidBuilding } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";

type Sources = BuildingSources & { readonly people: Pick<PeopleStore, "findWaiting" | "findUnlinked"> };

/** What an answer to a question about who somebody is needs; undefined where there is no such question, or no answer. */
export async function loadRoleAnswer(
  sources: Sources,
  { message, sender, dialog }: SurveyedMessage,
): Promise<RoleMatter | undefined> {
  const data = dialog?.data;
  if (data?.kind !== "which-role" && data?.kind !== "roster-who" && data?.kind !== "which-person") return undefined;
  const at = await atCode(sources, data.buildingCode);
  if (!at) return undefined;
  if (data.kind === "which-person") {
    const known = await sources.directory.findPeople(data.personIds);
    return { kind: "which-person", order: data.order, at, people: data.personIds.flatMap((id) => known.get(id) ?? []) };
  }
  const role = data.kind === "which-role" ? readRole(message.text) : data.role;
  const said = data.kind === "roster-who" ? readNameAndDigits(message.text) : undefined;
  if (!role || (data.kind === "roster-who" && !said)) return undefined;
  const [waiting, unlinked] = await Promise.all([
    sources.people.findWaiting({ of: sender.id }),
    sources.people.findUnlinked(data.buildingCode),
  ]);
  if (said)
    return { kind: "roster-answer", role, building: at.building, contacts: at.contacts, said, waiting, unlinked };
  const room = data.kind === "which-role" && data.room !== undefined ? { room: data.room } : {};
  const claim = { role, place: at.building.name, isOrder: true };
  return { kind: "claim", claim, at: { ...at, ...room }, waiting, unlinked };
}

async function atCode(
  { directory }: Sources,
  code: BuildingCode,
): Promise<Extract<SaidBuilding, { readonly kind: "one" }> | undefined> {
  const building = (await directory.findBuildings([code])).get(code);
  return building && { kind: "one", building, contacts: await directory.findContacts(code) };
}
