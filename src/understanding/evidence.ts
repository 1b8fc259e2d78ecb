import type { Emergency } from "./emergencies.js";
import type { HazardFind } from "./hazards.js";
import type { PlaceMention, ReadingInput } from "./reading.js";
import type { Hits } from "./term-matcher.js";

/** Everything that was found in one line before it is judged. */
export interface Evidence {
  readonly input: ReadingInput;
  /** The normalised line without mentions of people. */
  readonly words: string;
  readonly hits: Hits;
  readonly hazards: readonly HazardFind[];
  readonly places: readonly PlaceMention[];
  readonly emergency?: Emergency;
}

/** Whether the line speaks to the bot: a private chat, a mention or a quoted bot line. */
export const isAtBot = ({ input }: Evidence): boolean =>
  !input.isGroup || input.mentionsBot || input.quote?.isBot === true;

/** Whether the writer has something running with the bot, or must answer for a building. */
export const isInvolved = ({ input }: Evidence): boolean =>
  input.isResponsible || input.hasOpenCase || input.quote?.isBot === true;
