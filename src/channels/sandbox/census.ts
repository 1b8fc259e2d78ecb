import type { SandboxGroup, SandboxPerson } from "./sandbox-line.js";

/** People came or went, or a group changed its name. */
export type RoomChange =
  | {
      readonly kind: "join" | "leave";
      readonly group: string;
      readonly personIds: readonly string[];
      readonly by: string;
    }
  | {
      readonly kind: "topic";
      readonly group: string;
      readonly name: string;
      readonly oldName: string;
      readonly by: string;
    };

/** Who lives in the sandbox and which groups there are; not durable, the sample file has them. */
export interface Census {
  people(): ReadonlyMap<string, SandboxPerson>;
  groups(): ReadonlyMap<string, SandboxGroup>;
  /** Replaces everybody and every group, without telling of changes. */
  settle(people: readonly SandboxPerson[], groups: readonly SandboxGroup[]): void;
  /** Brings people into a group, or the bot, which stands in no list of members. Throws where there is no such group. */
  join(group: string, personIds: readonly string[], by: string): void;
  /** Takes people out of a group. Throws where there is no such group. */
  leave(group: string, personIds: readonly string[], by: string): void;
  /** Renames a group. Throws where there is no such group. */
  rename(group: string, name: string, by: string): void;
}

/** @param onChange told of each change after it */
export function createCensus(botId: string, onChange: (change: RoomChange) => void): Census {
  let people = new Map<string, SandboxPerson>();
  let groups = new Map<string, SandboxGroup>();
  const existing = (id: string): SandboxGroup => {
    const found = groups.get(id);
    if (!found) throw new Error(`no group in the sandbox has the id ${id}`);
    return found;
  };
  return {
    people: () => people,
    groups: () => groups,
    settle(nextPeople, nextGroups) {
      people = new Map(nextPeople.map((one) => [one.id, one]));
      groups = new Map(nextGroups.map((one) => [one.id, one]));
    },
    join(id, personIds, by) {
      const group = existing(id);
      const coming = personIds.filter((one) => one !== botId);
      groups.set(id, { ...group, memberIds: [...new Set([...group.memberIds, ...coming])] });
      onChange({ kind: "join", group: id, personIds, by });
    },
    leave(id, personIds, by) {
      const group = existing(id);
      groups.set(id, { ...group, memberIds: group.memberIds.filter((one) => !personIds.includes(one)) });
      onChange({ kind: "leave", group: id, personIds, by });
    },
    rename(id, name, by) {
      const { name: oldName, ...group } = existing(id);
      groups.set(id, { ...group, name });
      onChange({ kind: "topic", group: id, name, oldName, by });
    },
  };
}
