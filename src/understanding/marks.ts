import { families, type Frame } from "./frame.js";
import { hashOf, mix } from "./grams.js";
import type { Lexicon } from "./lexicon.js";
import type { Line } from "./line.js";
import { matchFrames } from "./match-frames.js";
import type { Reading, ReadingInput } from "./reading.js";

/** What is known of a line beside its characters, as hashes of named marks. */
export type Marks = readonly number[];

const mostLists = 40;
const mostPaired = 12;
const mostPrevious = 2;
const always = (): boolean => true;

/** Makes what gathers the marks of a line: the words and frames of the lexicon, what the rules made of them, and what is
 * known of the line's surroundings. */
export function createFindMarks(
  lexicon: Pick<Lexicon, "listNames" | "concepts">,
  readText: (text: string) => Reading,
): (line: Line, input: ReadingInput, ruled: Reading) => Marks {
  const listHashes = lexicon.listNames.map((name) => hashOf(`list:${name}`));
  const frameHashes = new Map<Frame, number>();
  const hashOfFrame = (frame: Frame): number => {
    const known = frameHashes.get(frame);
    if (known !== undefined) return known;
    const words = frame.slots.map((slot) => lexicon.listNames[slot] ?? "").join(" ");
    const hash = hashOf(`frame:${frame.family}:${frame.code}:${words}`);
    frameHashes.set(frame, hash);
    return hash;
  };
  return (line: Line, input: ReadingInput, ruled: Reading): Marks => {
    const lists = [...line.hits.keys()].slice(0, mostLists);
    const concepts = lists.filter((list) => lexicon.concepts.has(list)).slice(0, mostPaired);
    return [
      hashOf(`concepts:${Math.min(5, concepts.length)}`),
      ...lists.map((list) => listHashes[list] ?? 0),
      ...pairs(concepts, listHashes),
      ...families.flatMap((family) =>
        matchFrames(line, family, always).flatMap(({ frame }) => [
          hashOfFrame(frame),
          hashOf(`family:${family}:${frame.code}:${frame.weight}`),
        ]),
      ),
      ...around(line, input, ruled),
      ...(input.previous ?? []).slice(-mostPrevious).flatMap((one) => {
        const { intent } = readText(one.text);
        return [hashOf(`before:${intent}`), hashOf(`before:${intent}:${one.isOwn ? "own" : "other"}:${ruled.intent}`)];
      }),
    ];
  };
}

function pairs(lists: readonly number[], hashes: readonly number[]): readonly number[] {
  const found: number[] = [];
  const sorted = lists.toSorted((a, b) => a - b);
  for (const [place, one] of sorted.entries())
    for (const other of sorted.slice(place + 1))
      found.push(mix(Math.imul(hashes[one] ?? 0, 0x9e3779b1) ^ (hashes[other] ?? 0)));
  return found;
}

const around = (line: Line, input: ReadingInput, ruled: Reading): readonly number[] => {
  const scene = sceneOf(input);
  const said = `${ruled.intent}:${ruled.zone}${ruled.emergency ? ":" + ruled.emergency.code : ""}`;
  const names = [
    ...scene.map((one) => `scene:${one}`),
    ...scene.map((one) => `scene:${one}:${ruled.intent}`),
    `ruled:${said}`,
    ...ruled.hazards.map((hazard) => `hazard:${hazard.code}`),
    ...(ruled.feedback ? [`done:${ruled.feedback.isDone}`] : []),
    ...(ruled.command ? [`command:${ruled.command.kind}`] : []),
    ...placeMarks(ruled),
    `length:${Math.min(7, Math.floor(Math.log2(line.text.length + 1)))}`,
    ...(/[?吗呢]/u.test(line.text) ? ["asks"] : []),
    ...(/[【】]/u.test(line.text) ? ["headline"] : []),
    ...(/[0-9]{4}-[0-9]/u.test(line.text) ? ["case-number"] : []),
    ...ruled.reasons.filter((reason) => reason.startsWith("提到隐患")).map((reason) => `blocked:${reason}`),
  ];
  return names.map(hashOf);
};

function placeMarks({ places }: Reading): readonly string[] {
  const [first] = places;
  return [
    ...(first?.building === undefined ? [] : ["place:building"]),
    ...(first?.floor === undefined ? [] : ["place:floor"]),
    ...(first?.room === undefined ? [] : ["place:room"]),
    ...(first?.spot === undefined ? [] : ["place:spot"]),
    ...(places.length > 1 ? ["place:several"] : []),
  ];
}

function sceneOf(input: ReadingInput): readonly string[] {
  const signs: readonly (readonly [boolean, string])[] = [
    [!input.isGroup, "private"],
    [input.hasPhoto, "photo"],
    [input.mentionsBot, "called"],
    [input.isStaff, "staff"],
    [input.isResponsible, "responsible"],
    [input.quote?.isBot === true, "quoted"],
    [input.hasOpenQuestion, "asked"],
    [input.hasOpenCase, "case"],
    [(input.previous?.length ?? 0) > 0, "before"],
  ];
  return signs.flatMap(([holds, name]) => (holds ? [name] : []));
}
