import { v7 as uuidv7 } from "uuid";

declare const brand: unique symbol;
/** A string that only its maker may produce, so that ids of different things cannot be mixed up. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Our id of a person (UUIDv7). Channel ids of a person are Identities and may change. */
export type PersonId = Branded<"PersonId">;
/** Our id of a message (UUIDv7, ordered by the time of acceptance). */
export type MessageId = Branded<"MessageId">;
/** Our id of a hazard case (UUIDv7). People see its number instead, such as 0413-7. */
export type HazardId = Branded<"HazardId">;
/** Our id of a stored picture or file (UUIDv7). */
export type MediaId = Branded<"MediaId">;
/** Our id of a broadcast (UUIDv7). */
export type BroadcastId = Branded<"BroadcastId">;
/** The 19-digit code of a building (楼栋编码), checked when it enters. */
export type BuildingCode = Branded<"BuildingCode">;

/** A new time-ordered id. */
export const newId = <Id extends string>(): Id => uuidv7() as Id;
