import type { ReadingInput } from "./reading.js";

/** A line of a tenant in a group, of whom and of which nothing else is known. */
export const lineOfAnybody = (text: string): ReadingInput => ({
  text,
  hasPhoto: false,
  isGroup: true,
  mentionsBot: false,
  isStaff: false,
  isResponsible: false,
  hasOpenQuestion: false,
  hasOpenCase: false,
});

/** Whether the line is said to the bot: it is called, written to in private, or quoted. */
export const isAddressed = (input: ReadingInput): boolean =>
  input.mentionsBot || !input.isGroup || input.quote?.isBot === true;

/** Whether there is something that the line may be about: it is said to the bot, or the writer has a case or a building. */
export const isMeant = (input: ReadingInput): boolean =>
  isAddressed(input) || input.hasOpenCase || input.hasOpenQuestion || input.isResponsible;
