import type { Building } from "../buildings/building.js";
import type { BuildingContacts } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import type { Claim } from "../people/claim.js";
import type { Duty } from "../people/duty.js";
import type { Invite } from "../people/invite.js";
import type { HouseRole } from "../people/role-words.js";
import type { RosterEntry } from "../people/roster-entry.js";
import type { SaidClaim } from "../people/said-claim.js";
import type { SaidArrangement } from "../people/said-duty.js";
import type { SaidInvite } from "../people/said-invite.js";
import type { SaidOrder } from "../people/said-order.js";
import type { SecretHash } from "../people/secret.js";
import type { PersonId } from "../shared/ids.js";

/** The building that somebody named, with the people to turn to. */
export type SaidBuilding =
  | {
      readonly kind: "one";
      readonly building: Building;
      readonly room?: string;
      readonly contacts: BuildingContacts;
    }
  /** Several have that name, or none. */
  | { readonly kind: "several" | "none"; readonly said: string };

/** Somebody says what they are. */
export interface ClaimMatter {
  readonly kind: "claim";
  readonly claim: SaidClaim;
  readonly at: SaidBuilding;
  /** Their claims that wait already. */
  readonly waiting: readonly Claim[];
  /** Persons of the building's roster who have never written. */
  readonly unlinked: readonly RosterEntry[];
}

/** A claim with its writer and building. */
export interface KnownClaim {
  readonly claim: Claim;
  readonly person: Person;
  readonly building: Building;
  /** Whom the writer may be, in the order of the claim. */
  readonly options: readonly Person[];
}

/** One of the staff answers a claim by a word, or quotes its line. */
export interface NodMatter {
  readonly kind: "nod";
  /** Those that they may mean, the one put to them last first. */
  readonly claims: readonly KnownClaim[];
}

/** Staff say who is what at a building. */
export interface OrderMatter {
  readonly kind: "order";
  readonly order: SaidOrder;
  readonly at: SaidBuilding;
  /** People like that name near the building. */
  readonly people: readonly Person[];
  readonly claims: readonly KnownClaim[];
}

/** Somebody whose claim may be of the roster gives their name and the end of their number. */
export interface RosterMatter {
  readonly kind: "roster-answer";
  readonly role: HouseRole;
  readonly building: Building;
  readonly contacts: BuildingContacts;
  readonly said: { readonly name: string; readonly last4: string };
  readonly waiting: readonly Claim[];
  readonly unlinked: readonly RosterEntry[];
}

/** Staff say which of several people they meant. */
export interface WhichPersonMatter {
  readonly kind: "which-person";
  readonly order: SaidOrder;
  readonly at: Extract<SaidBuilding, { readonly kind: "one" }>;
  /** In the order in which they were listed. */
  readonly people: readonly Person[];
}

/** Staff want a code to send on. */
export interface InviteMatter {
  readonly kind: "invite";
  /** Missing: it was not said whom and where. */
  readonly said?: SaidInvite;
  /** Where the role is: a building, or for a grid worker the grid's 14 digits. */
  readonly at?: SaidBuilding;
  readonly area?: string;
  /** Drawn ahead where the sender may invite: its code, and what is kept of it. */
  readonly fresh?: { readonly code: string; readonly secret: SecretHash };
}

/** Somebody writes a code. */
export interface CodeMatter {
  readonly kind: "invite-code";
  /** Wrong codes of this person today. */
  readonly tries: number;
  /** Missing: no invitation has this code. */
  readonly invite?: Invite;
  readonly building?: Building;
  /** Who made it, where that was one of the staff. */
  readonly inviter?: Person;
  /** The writer's claims that wait. */
  readonly waiting: readonly Claim[];
}

/** 绑定口令: somebody sets the word by which they are known again, or wants to be. */
export type BindWordMatter = { readonly kind: "bind-word"; readonly word: string } & (
  | { readonly wish: "set"; readonly secret?: SecretHash; readonly home?: Building }
  /** In a group everybody reads the word; without a building nobody knows where to look. */
  | { readonly wish: "nowhere" | "in-group" }
  | {
      readonly wish: "be-known";
      readonly at: SaidBuilding;
      /** Wrong words today: of this person, and at this building. */
      readonly tries: number;
      readonly triesHere: number;
      /** Whose word it is. */
      readonly owner?: Person;
      /** Whom staff may mean by the writer. */
      readonly options: readonly Person[];
      readonly waiting: readonly Claim[];
    }
);

/** Somebody else is to do the work of an area for a while, or somebody is on duty. */
export interface DutyMatter {
  readonly kind: "duty";
  readonly said: SaidArrangement;
  /** Whose work it is: the writer, or whom community or street staff mean; several where the name is not clear. */
  readonly workers: readonly Person[];
  /** Whom the name may mean; the writer where a duty names nobody. */
  readonly named: readonly Person[];
  /** Of the worker and of the one named, not over. */
  readonly duties: readonly Duty[];
  /** Who stand in the duties. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** Somebody lets the duty be that the bot asked about. */
export interface DutyDroppedMatter {
  readonly kind: "duty-dropped";
}

/** A worker is back, or what was arranged is off. */
export interface DutyEndMatter {
  readonly kind: "duty-end";
  readonly wish: "back" | "cancel";
  /** In their place, or their own; not over. */
  readonly duties: readonly Duty[];
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Cases closed since the first of those duties that last now began. */
  readonly closed: number;
}

/** What is looked up only where a line is about who somebody is. */
export type RoleMatter =
  | ClaimMatter
  | NodMatter
  | OrderMatter
  | RosterMatter
  | WhichPersonMatter
  | InviteMatter
  | CodeMatter
  | DutyMatter
  | DutyDroppedMatter
  | DutyEndMatter
  | BindWordMatter;
