import type { AcceptedMessage } from "../archive/inbox.js";
import { isResponsible, isStaff, type Person } from "../buildings/person.js";
import type { PreviousLine, Reading, ReadingInput, Understand } from "../understanding/reading.js";

/** What is known of a line's surroundings when it is read. */
export interface Surroundings {
  readonly sender: Person;
  readonly previous: readonly PreviousLine[];
  readonly hasOpenQuestion: boolean;
  readonly hasOpenCase: boolean;
  readonly botName: string;
}

/** Reads a message of a known person. */
export function readLine(understand: Understand, message: AcceptedMessage, around: Surroundings): Reading {
  return understand(inputOf(message, around));
}

function inputOf(message: AcceptedMessage, around: Surroundings): ReadingInput {
  const quoted = message.quote?.text;
  return {
    text: message.kind === "text" || message.kind === "image" ? message.text : "",
    sentAt: message.sentAt,
    nickname: message.senderName,
    previous: around.previous,
    hasPhoto: message.media.length > 0,
    isGroup: message.isGroup,
    mentionsBot: message.mentionsBot,
    isStaff: isStaff(around.sender),
    isResponsible: isResponsible(around.sender),
    hasOpenQuestion: around.hasOpenQuestion,
    hasOpenCase: around.hasOpenCase,
    ...(quoted === undefined ? {} : { quote: { text: quoted, isBot: message.quote?.senderName === around.botName } }),
  };
}

/** Whether the line is plain chatter whatever its surroundings: then nothing needs to be looked up for it. */
export function isIdleTalk(message: AcceptedMessage, reading: Reading): boolean {
  return (
    message.isGroup &&
    !message.mentionsBot &&
    !message.hasPersonalData &&
    message.media.length === 0 &&
    message.kind !== "recall" &&
    reading.emergency === undefined &&
    reading.command === undefined &&
    reading.feedback === undefined &&
    reading.places.every((place) => place.building === undefined) &&
    (reading.zone === "silent" || reading.intent === "chatter" || reading.intent === "acknowledgement")
  );
}
