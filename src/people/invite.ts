import type { RoleKind } from "../buildings/person.js";
import type { Branded, BuildingCode, PersonId } from "../shared/ids.js";
import { codeSigns, drawCode, isMixedCode } from "../shared/spoken-code.js";
import type { SecretHash } from "./secret.js";

/** Our id of an invitation (UUIDv7). */
export type InviteId = Branded<"InviteId">;

/** What a code gives: a role at a building, or in an area (9, 12 or 14 digits) for staff. */
export interface InviteGift {
  readonly role: RoleKind;
  readonly buildingCode?: BuildingCode;
  readonly area?: string;
}

/** An invitation as it is kept: without its code. */
export interface Invite extends InviteGift, SecretHash {
  readonly id: InviteId;
  /** The first characters of the code, to find it by. */
  readonly selector: string;
  /** Missing: made on the command line. */
  readonly createdBy?: PersonId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usesLeft: number;
}

const codeLength = 8;
const selectorLength = 3;

/** A new code of eight characters. */
export const newInviteCode = (draw?: (below: number) => number): string => drawCode(codeLength, draw);

/** The part of a code by which its row is found. */
export const selectorOf = (code: string): string => code.slice(0, selectorLength);

const spelled = new RegExp(`(?<![A-Z0-9])[${codeSigns}]{4}[ -]?[${codeSigns}]{4}(?![A-Z0-9])`, "u");
const alone = new RegExp(`^[${codeSigns}]{4}[ -]?[${codeSigns}]{4}$`, "u");

/**
 * The code in a line that somebody wrote to the bot: alone, or anywhere in a line that speaks of a code, since the whole
 * invitation may be sent on. Undefined where there is none.
 */
export function readInviteCode(text: string): string | undefined {
  const line = text.normalize("NFKC").toUpperCase().trim();
  const found = (/邀请|绑定码/u.test(line) ? spelled : alone).exec(line)?.[0].replace(/[ -]/u, "");
  return found !== undefined && isMixedCode(found) ? found : undefined;
}

/** Days that an invitation lives where nobody says otherwise, and the most that it may. */
export const inviteDays = { usual: 7, most: 60 } as const;

/** What stands where a code stood. */
export const hiddenCode = "********";

/** A text of ours without the code of an invitation, as it is kept after it went out. */
export const hideCodes = (text: string): string => text.replace(/(邀请码\s*)[A-Z0-9]{8}/gu, `$1${hiddenCode}`);
