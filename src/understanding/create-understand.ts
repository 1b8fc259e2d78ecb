import { findBuildings } from "./building-mentions.js";
import { createReadNickname, speaksOfHome } from "./home-place.js";
import type { Lexicon } from "./lexicon.js";
import type { Model } from "./model.js";
import { mostCharacters } from "./normalise.js";
import { createReadOne } from "./read-one.js";
import type { Intent, PlaceMention, Reading, ReadingInput, Understand } from "./reading.js";

/** Makes the reader of lines: pure, synchronous, explains itself. Never throws, whatever the text. */
export function createUnderstand(lexicon: Lexicon, model: Model): Understand {
  const readOne = createReadOne(lexicon, model);
  const readNickname = createReadNickname(lexicon);
  return (input) => {
    const reading = readOne(input);
    const joined = mayGoOn(input, reading) ? readJoined(readOne, input) : undefined;
    return withNote(withSurroundings(joined ?? reading, input), input);
  };

  function withSurroundings(reading: Reading, input: ReadingInput): Reading {
    const place = input.nickname === undefined ? undefined : readNickname(input.nickname);
    const about = reading.intent === "chatter" || namesBuilding(reading) ? undefined : placeBefore(input);
    return {
      ...reading,
      ...(place ? { home: { place, isMeant: speaksOfHome(input.text) } } : {}),
      ...(about ? { about } : {}),
    };
  }

  function placeBefore({ previous = [] }: ReadingInput): PlaceMention | undefined {
    for (const { text, nickname } of previous.toReversed()) {
      const [named] = findBuildings(lexicon.normalise(text), { isAnswer: false, villages: lexicon.villages });
      if (named) return { building: named.building, ...(named.estate === undefined ? {} : { estate: named.estate }) };
      const home = nickname === undefined ? undefined : readNickname(nickname);
      if (home?.building !== undefined) return home;
    }
    return undefined;
  }
}

/** 喂 / 四楼那个 / 窗户锁住了: at most so many lines of the same writer are one message, and so long. */
const mostJoined = 2;
const longestFragment = 30;

/** A line that says too little by itself, or not where, may go on with what its writer just began. */
const mayGoOn = ({ text, previous = [] }: ReadingInput, reading: Reading): boolean =>
  (reading.zone !== "speak" || !namesBuilding(reading)) &&
  mayBelong.has(reading.intent) &&
  text.length <= longestFragment &&
  previous.some((one) => one.isOwn);

const mayBelong: ReadonlySet<Intent> = new Set<Intent>(["report", "emergency", "chatter", "supplement"]);

/** The writer's last lines and this one as one message; undefined where that says no more, or the lines before said it. */
function readJoined(readOne: (input: ReadingInput) => Reading, input: ReadingInput): Reading | undefined {
  const own = (input.previous ?? [])
    .filter((one) => one.isOwn && one.text.length <= longestFragment)
    .slice(-mostJoined);
  if (own.length === 0) return undefined;
  const before = own.map((one) => one.text).join(",");
  const joined = readOne({ ...input, previous: [], text: `${before},${input.text}` });
  if (joined.zone !== "speak" || (joined.intent !== "report" && joined.intent !== "emergency")) return undefined;
  if (readOne({ ...input, previous: [], text: before }).zone === "speak") return undefined;
  return { ...joined, reasons: [...joined.reasons, "接着自己前面的话"] };
}

/** Whoever looks into a reading must know that not all of the text was read. */
const withNote = (reading: Reading, { text }: ReadingInput): Reading =>
  text.length <= mostCharacters
    ? reading
    : { ...reading, reasons: [...reading.reasons, `太长,只看了前${mostCharacters}个字`] };

const namesBuilding = ({ places }: Reading): boolean => places.some(({ building }) => building !== undefined);
