import type { ChatRef } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { defaultGroupPolicy } from "./group.js";

/** What a group is for. */
export interface GroupBinding {
  readonly ref: ChatRef;
  readonly name: string;
  /** Grid code, 14 digits; missing: not bound yet. */
  readonly grid?: string;
  /** Empty for a group of the whole grid. */
  readonly buildingCodes: readonly BuildingCode[];
}

/** Binds a group to a grid and buildings in place of whatever it was bound to; what its keeper allows stays. */
export async function bindGroup(tx: Tx, { ref, name, grid, buildingCodes }: GroupBinding): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO chat_group (channel, account, chat, name, grid, policy)
    VALUES (${ref.channel}, ${ref.account}, ${ref.chat}, ${name}, ${grid ?? null}, ${JSON.stringify(defaultGroupPolicy)}::jsonb)
    ON CONFLICT (channel, account, chat) DO UPDATE SET name = EXCLUDED.name, grid = EXCLUDED.grid`;
  await tx.$executeRaw`
    DELETE FROM group_scope WHERE channel = ${ref.channel} AND account = ${ref.account} AND chat = ${ref.chat}
      AND building_code <> ALL(${[...buildingCodes]}::bpchar[])`;
  await tx.$executeRaw`
    INSERT INTO group_scope (channel, account, chat, building_code)
    SELECT ${ref.channel}, ${ref.account}, ${ref.chat}, code FROM unnest(${[...buildingCodes]}::bpchar[]) AS code
    ON CONFLICT DO NOTHING`;
}

/** The group's name as the network shows it now; an unknown group stays unknown. */
export async function renameGroup(tx: Tx, ref: ChatRef, name: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE chat_group SET name = ${name}
    WHERE channel = ${ref.channel} AND account = ${ref.account} AND chat = ${ref.chat}`;
}
