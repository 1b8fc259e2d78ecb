import { isStaff, isStaffOf, type Person } from "../buildings/person.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { newInviteCode, readInviteCode, selectorOf, type Invite } from "../people/invite.js";
import type { PeopleStore } from "../people/people-store.js";
import { readInvite, type SaidInvite } from "../people/said-invite.js";
import { hashSecret, isSecret } from "../people/secret.js";
import { mostTries } from "../people/tries.js";
import { type BuildingSources, findSaidBuilding } from "./find-said-building.js";
import type { CodeMatter, InviteMatter } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";

type Sources = BuildingSources & { readonly people: Pick<PeopleStore, "findInvites" | "findWaiting" | "countTries"> };

/** What making an invitation, or a code that somebody writes, needs; both only in private. */
export async function loadInvite(
  sources: Sources,
  surveyed: SurveyedMessage,
): Promise<InviteMatter | CodeMatter | undefined> {
  const { message, sender } = surveyed;
  if (message.isGroup) return undefined;
  const said = isStaff(sender) ? readInvite(message.text) : undefined;
  if (said === "incomplete") return { kind: "invite" };
  if (said) return loadWish(sources, surveyed, said);
  const code = readInviteCode(message.text);
  return code === undefined ? undefined : loadCode(sources, surveyed, code);
}

async function loadWish(sources: Sources, surveyed: SurveyedMessage, said: SaidInvite): Promise<InviteMatter> {
  const { sender } = surveyed;
  if (said.role === "grid_worker") {
    const area = await findGrid(sources, sender, said.place);
    return area === undefined ? { kind: "invite", said } : { kind: "invite", said, area, fresh: await drawCode() };
  }
  const at = await findSaidBuilding(sources, surveyed, said.place);
  const may = at.kind === "one" && isStaffOf(sender, at.building.code);
  return { kind: "invite", said, at, ...(may ? { fresh: await drawCode() } : {}) };
}

const drawCode = async (): Promise<NonNullable<InviteMatter["fresh"]>> => {
  const code = newInviteCode();
  return { code, secret: await hashSecret(code) };
};

/** 05网格 of the community, or all 14 digits; only community and street staff, and only a grid with buildings. */
async function findGrid({ directory }: Sources, sender: Person, place: string): Promise<string | undefined> {
  const said = /^(?:[0-9]{14}|[0-9]{1,2})(?=(?:号)?(?:网格)?$)/u.exec(place.replace(/^第/u, ""))?.[0];
  if (said === undefined) return undefined;
  const above = sender.roles.flatMap(({ kind, area, isVerified }) =>
    isVerified && (kind === "community" || kind === "street") && area !== undefined ? [area] : [],
  );
  const grids = above
    .map((area) => (said.length === 14 ? said : `${area}${said.padStart(2, "0")}`))
    .filter((grid, at) => grid.length === 14 && grid.startsWith(above[at] ?? ""));
  for (const grid of grids) if ((await directory.findBuildingsOfGrid(grid)).length > 0) return grid;
  return undefined;
}

/** A code is only looked at while the person has tries left. */
async function loadCode(sources: Sources, { message, sender }: SurveyedMessage, code: string): Promise<CodeMatter> {
  const { people, directory } = sources;
  const now = message.receivedAt;
  const tries = await people.countTries("invite", sender.id, shanghaiDay(now));
  if (tries >= mostTries.invite) return { kind: "invite-code", tries, waiting: [] };
  const invite = await findInvite(await people.findInvites(selectorOf(code), now), code);
  if (!invite) return { kind: "invite-code", tries, waiting: [] };
  const { buildingCode, createdBy } = invite;
  const [buildings, inviters, waiting] = await Promise.all([
    directory.findBuildings(buildingCode ? [buildingCode] : []),
    directory.findPeople(createdBy ? [createdBy] : []),
    people.findWaiting({ of: sender.id }),
  ]);
  const building = buildingCode && buildings.get(buildingCode);
  const inviter = createdBy && inviters.get(createdBy);
  return {
    kind: "invite-code",
    tries,
    invite,
    waiting,
    ...(building ? { building } : {}),
    ...(inviter ? { inviter } : {}),
  };
}

async function findInvite(invites: readonly Invite[], code: string): Promise<Invite | undefined> {
  for (const invite of invites) if (await isSecret(code, invite)) return invite;
  return undefined;
}
