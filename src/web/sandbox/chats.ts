import type { SandboxGroup, SandboxLine, SandboxPerson, SandboxWorld } from "../sandbox-types.js";
import type { Mentionable } from "./mentions.js";

/** A chat as one identity sees it. */
export interface Chat {
  readonly id: string;
  readonly name: string;
  readonly kind: "group" | "direct";
  /** Ids of everybody in it, the bot included. */
  readonly memberIds: readonly string[];
}

/** Id of a person's private chat with the bot. */
export const directChatId = (personId: string): string => `direct:${personId}`;

/** The chats that a person has: the private one with the bot, and the groups that they are in. */
export function chatsOf(world: SandboxWorld, personId: string): readonly Chat[] {
  const direct: Chat = {
    id: directChatId(personId),
    name: world.bot.name,
    kind: "direct",
    memberIds: [personId, world.bot.id],
  };
  return [
    ...world.groups.filter((group) => group.memberIds.includes(personId)).map((group) => groupChat(world, group)),
    direct,
  ];
}

const groupChat = (world: SandboxWorld, group: SandboxGroup): Chat => ({
  id: group.id,
  name: group.name,
  kind: "group",
  memberIds: [...new Set([...group.memberIds, world.bot.id])],
});

/** Where the other identity should look after a switch: the same group, the own private chat, or nowhere yet. */
export function chatAfterSwitch(world: SandboxWorld, chatId: string | undefined, personId: string): string | undefined {
  if (chatId === undefined) return undefined;
  if (chatId.startsWith("direct:")) return directChatId(personId);
  return chatsOf(world, personId).find((chat) => chat.id === chatId)?.id ?? directChatId(personId);
}

/** Everybody in the chat whom this person can mention, the bot first. */
export function mentionables(
  world: SandboxWorld,
  chat: Chat,
  personId: string,
): readonly (Mentionable & { readonly person?: SandboxPerson })[] {
  const people = chat.memberIds.flatMap(
    (id) => world.people.find((person) => person.id === id && id !== personId) ?? [],
  );
  return [world.bot, ...people.map((person) => ({ id: person.id, name: person.name, person }))];
}

/** The name of a line's writer, of the bot or of anybody else; the id where the world does not know it. */
export const nameOf = (world: SandboxWorld, id: string): string =>
  id === world.bot.id ? world.bot.name : (world.people.find((person) => person.id === id)?.name ?? id);

/** A chat, group or person as the drawer names a line's destination. */
export function destinationName(world: SandboxWorld, to: string): string {
  const group = world.groups.find((one) => one.id === to);
  if (group) return group.name;
  const personId = to.replace(/^direct:/u, "");
  const person = world.people.find((one) => one.id === personId);
  return person ? `${person.name}（私聊）` : to;
}

/** One line in few words, as the list of chats and a quotation show it. */
export function lineSummary(line: Pick<SandboxLine, "text" | "image" | "recalled">): string {
  if (line.recalled) return "撤回了一条消息";
  const text = line.text.replace(/\s+/gu, " ").trim();
  return `${line.image ? "[图片]" : ""}${text}`;
}
