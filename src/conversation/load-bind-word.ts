import { buildingsOf, isStaff, type Person } from "../buildings/person.js";
import type { BuildingContacts } from "../buildings/directory.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { readBindWord, type SaidBindWord, weaknessOf } from "../people/bind-word.js";
import type { KeptWord, PeopleStore } from "../people/people-store.js";
import { hashSecret, isSecret } from "../people/secret.js";
import { mostTries } from "../people/tries.js";
import { type BuildingSources, findSaidBuilding } from "./find-said-building.js";
import type { BindWordMatter } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";

type Sources = BuildingSources & { readonly people: PeopleStore };

/** What 绑定口令 needs; undefined for other lines. */
export async function loadBindWord(sources: Sources, surveyed: SurveyedMessage): Promise<BindWordMatter | undefined> {
  const { message, sender } = surveyed;
  const said = readBindWord(message.text);
  if (!said) return undefined;
  const base = { kind: "bind-word", word: said.word } as const;
  if (message.isGroup) return { ...base, wish: "in-group" };
  if (maySet(sender, said)) return { ...base, ...(await loadSet(sources, sender, said)) };
  if (said.place === undefined) return { ...base, wish: "nowhere" };
  return { ...base, ...(await loadBeKnown(sources, surveyed, { ...said, place: said.place })) };
}

/** Who is known sets a word; who is not, and names a building, wants to be known there. */
const maySet = ({ roles }: Person, { place }: SaidBindWord): boolean =>
  roles.some((role) => role.isVerified) || (place === undefined && roles.length > 0);

type Wish<Kind extends BindWordMatter["wish"]> = Omit<
  Extract<BindWordMatter, { readonly wish: Kind }>,
  "kind" | "word"
>;

async function loadSet({ directory }: Sources, sender: Person, { word }: SaidBindWord): Promise<Wish<"set">> {
  const [code] = buildingsOf(sender);
  const home = code && (await directory.findBuildings([code])).get(code);
  const secret = weaknessOf(word, isStaff(sender)) ? undefined : await hashSecret(word);
  return { wish: "set", ...(secret ? { secret } : {}), ...(home ? { home } : {}) };
}

async function loadBeKnown(
  sources: Sources,
  surveyed: SurveyedMessage,
  said: SaidBindWord & { readonly place: string },
): Promise<Wish<"be-known">> {
  const { sender, message } = surveyed;
  const at = await findSaidBuilding(sources, surveyed, said.place);
  const none = { wish: "be-known", at, tries: 0, triesHere: 0, options: [], waiting: [] } as const;
  if (at.kind !== "one") return none;
  const { code } = at.building;
  const day = shanghaiDay(message.receivedAt);
  const [tries, triesHere, waiting] = await Promise.all([
    sources.people.countTries("bind-word", sender.id, day),
    sources.people.countTries("bind-word-building", code, day),
    sources.people.findWaiting({ of: sender.id }),
  ]);
  const counted = { ...none, tries, triesHere, waiting };
  // What may not be tried any more is not looked at either: the answer must not tell.
  if (tries >= mostTries["bind-word"] || triesHere >= mostTries["bind-word-building"]) return counted;
  const ownerId = await findOwner(await sources.people.findBindWords(code), said.word);
  const owner = ownerId && (await sources.directory.findPeople([ownerId])).get(ownerId);
  if (owner) return { ...counted, owner };
  return { ...counted, options: await findOptions(sources, { contacts: at.contacts, code, sender, said }) };
}

/** All at once: each takes some 30 ms. */
async function findOwner(words: readonly KeptWord[], word: string): Promise<PersonId | undefined> {
  const fits = await Promise.all(words.map((kept) => isSecret(word, kept)));
  const owners = new Set(words.filter((_, at) => fits[at]).map((kept) => kept.personId));
  const [only] = owners;
  return owners.size === 1 ? only : undefined;
}

const mostOptions = 8;

interface Wanted {
  readonly contacts: BuildingContacts;
  readonly code: BuildingCode;
  readonly sender: Person;
  readonly said: SaidBindWord;
}

/** Whom they may be: people of the building with the name that they give, then those who answer for it. */
async function findOptions(sources: Sources, { contacts, code, sender, said }: Wanted): Promise<readonly Person[]> {
  const named = said.name === undefined ? [] : await sources.people.findNamed(said.name, code);
  const known = await sources.directory.findPeople(named);
  const all = [
    ...named.flatMap((id) => known.get(id) ?? []),
    ...contacts.landlords,
    ...contacts.sublandlords,
    ...contacts.heads,
  ].filter((person) => person.id !== sender.id && person.roles.some((role) => role.buildingCode === code));
  return [...new Map(all.map((person) => [person.id, person])).values()].slice(0, mostOptions);
}
