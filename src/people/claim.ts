import type { BuildingCode, Branded, PersonId } from "../shared/ids.js";
import type { HouseRole } from "./role-words.js";

/** Our id of a claim (UUIDv7). */
export type ClaimId = Branded<"ClaimId">;

/**
 * What a claim is for: a role at the building, or to be known again as somebody whom we know there. `samePersonId` is the
 * person of the roster, or the known one, that its writer is said to be.
 */
export type ClaimWish =
  | { readonly wish: "role"; readonly role: HouseRole; readonly samePersonId?: PersonId }
  | {
      readonly wish: "same-person";
      readonly samePersonId?: PersonId;
      /** Whom they may be, in the order in which staff see them. */
      readonly optionIds: readonly PersonId[];
    };

/** Something that a person says of themselves and that staff must nod to. */
export type Claim = ClaimWish & {
  readonly id: ClaimId;
  readonly personId: PersonId;
  readonly buildingCode: BuildingCode;
  readonly claimedAt: Date;
  /** Who of the staff is to say; missing where nobody can be asked yet. */
  readonly askedId?: PersonId;
  /** Missing: not asked yet, since one question at a time is asked. */
  readonly askedAt?: Date;
  readonly askedTimes: number;
};

const dayMs = 86_400_000;
/** So often a claim is put to staff before it lapses. */
const mostAsked = 3;

/** What is to be asked of one of the staff now. */
export interface Asking {
  readonly ask?: Claim;
  /** Nobody answered for days: their writers are told whom to turn to. */
  readonly lapsed: readonly Claim[];
  /** When to look again; missing where nothing waits. */
  readonly nextAt?: Date;
}

/** The claim that a plain 对 means: the one that was put last. */
const askedLast = (claims: readonly Claim[]): Claim | undefined =>
  claims
    .filter((claim) => claim.askedAt !== undefined)
    .toSorted((a, b) => (b.askedAt?.getTime() ?? 0) - (a.askedAt?.getTime() ?? 0))[0];

/**
 * One question at a time: while one is open and younger than a day nothing is asked, an older one is asked again, and
 * after the third day it lapses and the next has its turn. @param claims those that wait for one of the staff
 */
export function nextAsking(claims: readonly Claim[], now: Date): Asking {
  const open = askedLast(claims);
  const openUntil = open?.askedAt ? new Date(open.askedAt.getTime() + dayMs) : undefined;
  if (openUntil && openUntil > now) return { lapsed: [], nextAt: openUntil };
  const nextAt = new Date(now.getTime() + dayMs);
  if (open && open.askedTimes < mostAsked) return { ask: open, lapsed: [], nextAt };
  const lapsed = open ? [open] : [];
  const [first] = claims
    .filter((claim) => claim.id !== open?.id)
    .toSorted((a, b) => a.claimedAt.getTime() - b.claimedAt.getTime());
  return first ? { ask: first, lapsed, nextAt } : { lapsed };
}

const yes = /^(?:对|对的|是|是的|没错|是他|是她|对是他|系|系啊|对头)$/u;
const no = /^(?:不是|不对|不是的|不是他|不是她|唔系|唔是|否|都不是|没有这个人)$/u;

/**
 * The one word by which staff answer a claim; a building may stand beside it: 对 3栋. Narrower than the answers to other
 * questions: 好的 and 行 answer any line of the bot, and must not give anybody a house.
 */
export function readNod(line: string): { readonly isYes: boolean; readonly place?: string } | undefined {
  const [word = "", place, ...more] = line.split(/[\s,,。]+/u).filter((part) => part !== "");
  if (more.length > 0 || !(yes.test(word) || no.test(word))) return undefined;
  return { isYes: yes.test(word), ...(place === undefined ? {} : { place }) };
}
