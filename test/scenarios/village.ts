import { tellTheTime } from "./a-case-through-time.js";
import { tellTheBlocks } from "./blocks.js";
import { tellOfDuty } from "./duty.js";
import { tellTheEmergencies } from "./emergencies.js";
import { tellTheManners } from "./manners.js";
import { tellWhoComesAndGoes } from "./members.js";
import { tellOfPatrols } from "./patrols.js";
import { tellWhoIsWho } from "./people.js";
import { tellThePhotoProof } from "./photo-proof.js";
import { tellTheReferral } from "./referral.js";
import { tellTheReporters } from "./reporters.js";
import { tellTheDesk } from "./staff-desk.js";
import { tellOfStars } from "./stars.js";
import { tellTyphoonNight } from "./typhoon-night.js";

/** The stories that need nothing but a village planted anew before each test: one service hears them all. */
export function tellOfTheVillage(start: () => Promise<string>): void {
  tellTheTime("a case through time", start);
  tellOfDuty("the duty roster", start);
  tellTheEmergencies("danger", start);
  tellTheManners("the manners of the bot", start);
  tellWhoComesAndGoes("who comes and goes", start);
  tellOfPatrols("the patrol log", start);
  tellWhoIsWho("who is who", start);
  tellThePhotoProof("photos as proof of a fix", start);
  tellTheReferral("a case that goes to a department", start);
  tellTheReporters("those who report", start);
  tellTheDesk("the grid worker's desk", start);
  tellOfStars("a star that falls", start);
  tellTheBlocks("block data of the village", start);
  tellTyphoonNight("a typhoon night", start);
}
