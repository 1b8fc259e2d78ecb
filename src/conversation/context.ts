import type { AcceptedMessage } from "../archive/inbox.js";
import type { RetentionRules } from "../archive/retention.js";
import type { BroadcastTally, Broadcast } from "../broadcasts/broadcast.js";
import type { Building } from "../buildings/building.js";
import type { BuildingContacts } from "../buildings/directory.js";
import type { Group } from "../buildings/group.js";
import type { Person } from "../buildings/person.js";
import type { EmergencyRules } from "../emergencies/emergency-rules.js";
import type { VersionedCaseRules } from "../hazards/case-rules.js";
import type { Hazard } from "../hazards/hazard.js";
import type { PhotoRules } from "../hazards/photo-rules.js";
import type { PhotoFacts } from "../hazards/photo-store.js";
import type { ReportedHazard, UndoableStep } from "../hazards/hazard-store.js";
import type { DuePatrol } from "../patrols/due-patrols.js";
import type { BroadcastId, BuildingCode, MediaId, PersonId } from "../shared/ids.js";
import type { FoundStanding } from "../stars/find-standings.js";
import type { StarRules } from "../stars/star-rules.js";
import type { Reading } from "../understanding/reading.js";
import type { ConsequenceMatter } from "./load-consequence.js";
import type { Dialog } from "./dialog.js";
import type { EmergencyMatter } from "./emergency-matter.js";
import type { MaliceMatter } from "./load-malice.js";
import type { MannerRules } from "./manner-rules.js";
import type { PatrolMatter } from "./patrol-matter.js";
import type { RoleMatter } from "./role-matter.js";
import type { StarMatter } from "./star-matter.js";

/** The rule files in force. */
export interface Rules extends VersionedCaseRules {
  readonly stars: StarRules;
  readonly photos: PhotoRules;
  readonly manners: MannerRules;
  readonly emergencies: EmergencyRules;
  readonly retention: RetentionRules;
}

/** Everything that a decision about one message may look at. All of it is data, loaded before. */
export interface MessageContext {
  readonly message: AcceptedMessage;
  readonly now: Date;
  /** Whether it is too late or too early for lines that can wait. */
  readonly isQuietHour: boolean;
  readonly sender: Person;
  readonly group?: Group;
  readonly reading: Reading;
  readonly dialog?: Dialog;
  /** The reading of the line that the bot asked about, where the dialog is `is-report`. */
  readonly askedAgain?: Reading;
  /** The buildings that a place named here may mean. */
  readonly candidates: readonly Building[];
  /** Cases of the sender, of the buildings in question and, for staff, of their area. Newest first. */
  readonly cases: readonly ReportedHazard[];
  readonly buildings: ReadonlyMap<BuildingCode, Building>;
  readonly contacts: ReadonlyMap<BuildingCode, BuildingContacts>;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Only loaded for questions about stars. */
  readonly stars: ReadonlyMap<BuildingCode, FoundStanding>;
  /** Only for staff who broadcast: the groups of their area, the draft that waits, the tally of the last one. */
  readonly areaGroups: readonly Group[];
  readonly draft?: Broadcast;
  readonly tally?: BroadcastTally;
  /** The broadcast that a 收到 in this group answers. */
  readonly recentBroadcastId?: BroadcastId;
  /** Only where the line is about a change of star, or an objection to one. */
  readonly starMatter?: StarMatter;
  /** Only for reports: cases of the same kinds near them that were closed not long ago, newest first. */
  readonly closedAlike: readonly Hazard[];
  /**
   * Only for reports in a group that has heard enough of them for now: when it hears of the next ones, all together.
   * Whoever reports is answered in private.
   */
  readonly receiptsAt?: Date;
  /** Only for staff who take back: what their last command did, within the minutes in which it can be undone. */
  readonly undoable: readonly UndoableStep[];
  /** Only where the line is about who somebody is. */
  readonly roleMatter?: RoleMatter;
  /** Only where the line may be about danger, somebody who takes over, or a drill. */
  readonly emergencyMatter?: EmergencyMatter;
  /** Only for staff who speak of malice: the case that they name. */
  readonly maliceMatter?: MaliceMatter;
  /** Only where somebody who answers for a building or works in a grid tells of a patrol. */
  readonly patrolMatter?: PatrolMatter;
  /** Only for a grid worker who asks what there is to do: the buildings that are to be looked over, most pressing first. */
  readonly patrolsDue?: readonly DuePatrol[];
  /** Only for staff who say that they did what a star asks of them. */
  readonly consequenceMatter?: ConsequenceMatter;
  /** Only for reports in a group: two of the staff lately agreed that one of the sender's was malice. */
  readonly isAskedFirst?: boolean;
  /** Only for the pictures of somebody who has something to fix. */
  readonly photoFacts?: ReadonlyMap<MediaId, PhotoFacts>;
  /** Where people reach the pages, without a slash at its end; missing where that is not known. */
  readonly publicUrl?: string;
  readonly rules: Rules;
}
