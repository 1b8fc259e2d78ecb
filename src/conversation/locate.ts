import { nicknamePlace, resolveBuilding } from "../buildings/resolve-building.js";
import { buildingsOf } from "../buildings/person.js";
import type { BuildingCode } from "../shared/ids.js";
import type { PlaceMention } from "../understanding/reading.js";
import type { BuildingLink } from "./changes.js";
import type { MessageContext } from "./context.js";

/** What finding a building looks at. */
export type Scene = Pick<MessageContext, "message" | "sender" | "group" | "candidates">;

/** The building that a message is about, and why; or what a plain 对 would mean when the bot asks. */
export type Location =
  | {
      readonly kind: "found";
      readonly code: BuildingCode;
      readonly reason: BuildingLink["reason"];
      readonly detail: string;
    }
  | { readonly kind: "missing"; readonly defaultCode?: BuildingCode }
  /** The words name a building that nobody here knows, or several. */
  | { readonly kind: "unknown"; readonly said: string };

/** Resolves one place: text, then our own building in the text, then the group when it is for one building only. */
export function locate(context: Scene, place: PlaceMention | undefined): Location {
  if (place?.building !== undefined) return byName(context, place);
  const own = ownBuilding(context);
  if (own && /(我们|咱们|我|本|俺)(这)?(家|屋|房|楼|栋)/u.test(context.message.text))
    return { kind: "found", code: own.code, reason: own.reason, detail: own.detail };
  const only = context.group?.buildingCodes.length === 1 ? context.group.buildingCodes[0] : undefined;
  if (only) return { kind: "found", code: only, reason: "group", detail: context.group?.name ?? "" };
  const defaultCode = own?.code;
  return defaultCode ? { kind: "missing", defaultCode } : { kind: "missing" };
}

function byName(context: Scene, place: PlaceMention): Location {
  const inGroup = context.candidates.filter((building) => context.group?.buildingCodes.includes(building.code));
  const near = resolveBuilding(place, inGroup);
  const resolved = near.kind === "one" ? near : resolveBuilding(place, context.candidates);
  const said = `${place.estate ?? ""}${place.building ?? ""}`;
  if (resolved.kind !== "one") return { kind: "unknown", said };
  return { kind: "found", code: resolved.building.code, reason: "text", detail: said };
}

/** The sender's own building: registered, or in the nickname. */
export function ownBuilding(
  context: Scene,
): { readonly code: BuildingCode; readonly reason: "unit" | "nickname"; readonly detail: string } | undefined {
  const [registered] = buildingsOf(context.sender);
  if (registered) return { code: registered, reason: "unit", detail: "发言人登记的楼栋" };
  const named = nicknamePlace(context.message.senderName);
  if (!named?.building) return undefined;
  const resolved = resolveBuilding(named, context.candidates);
  if (resolved.kind !== "one") return undefined;
  return { code: resolved.building.code, reason: "nickname", detail: context.message.senderName };
}
