import { z } from "zod";
import type { Reading, ReadingInput, Understand } from "./reading.js";
import { wilson, type Share } from "./wilson.js";

/** One labelled line of a set: JSON Lines with these fields; others are ignored. */
export const labelledLine = z.object({
  text: z.string().min(1),
  intent: z.enum(["report", "none", "feedback", "progress", "star", "help"]),
  category: z.string().nullish(),
  building: z.string().nullish(),
  room: z.string().nullish(),
  emergency: z.boolean().default(false),
});

/** One labelled line. */
export type LabelledLine = Readonly<z.infer<typeof labelledLine>>;

/** A line that was read wrong, with both labels. */
export interface Miss {
  readonly text: string;
  readonly wanted: string;
  readonly got: string;
}

/** The figures of a labelled set. */
export interface SetFigures {
  readonly lines: number;
  readonly recall: Readonly<Record<string, Share>>;
  readonly precision: Readonly<Record<string, Share>>;
  readonly emergencyRecall: Share;
  /** Emergencies found where the label has none. */
  readonly falseEmergencies: number;
  /** Reports read as report in the zones speak and ask, or as an emergency. */
  readonly spokenReports: number;
  /** Lines labelled `none` on which the bot would speak in the group. */
  readonly spokenOnNone: Share;
  readonly buildingExact: Share;
  readonly roomExact: Share;
  readonly misses: readonly Miss[];
}

/** The figures of a file of ordinary chat. */
export interface ChatFigures {
  readonly lines: number;
  readonly spoken: number;
  readonly asked: number;
  readonly spokenPer10k: number;
  readonly byIntent: Readonly<Record<string, number>>;
}

interface Read {
  readonly line: LabelledLine;
  readonly label: string;
  readonly reading: Reading;
}

const plainInput = { hasPhoto: false, isGroup: true, mentionsBot: false, isStaff: false, isResponsible: false };
const labels: Readonly<Partial<Record<Reading["intent"], string>>> = {
  report: "report",
  emergency: "report",
  feedback: "feedback",
  "progress-query": "progress",
  "star-query": "star",
  help: "help",
};

function labelOf(reading: Reading): string {
  if (reading.command?.kind === "help") return "help";
  return (reading.zone !== "silent" && labels[reading.intent]) || "none";
}

/** Whether the bot would say something in the group. */
const isSpoken = (reading: Reading): boolean => reading.zone === "speak" || reading.emergency !== undefined;
const asGroupLine = (text: string, hasOpenCase: boolean): ReadingInput => ({
  ...plainInput,
  text,
  hasOpenQuestion: false,
  hasOpenCase,
});
const asWritten = (name: string | undefined): string => (name ?? "").replace(/号楼$/u, "栋");

/** Reads a labelled set as group lines of somebody with an open case and counts what is right. A building is right where its end is as labelled (an estate may stand before it). */
export function evaluateSet(understand: Understand, lines: readonly LabelledLine[]): SetFigures {
  const reads = lines.map((line): Read => {
    const reading = understand(asGroupLine(line.text, true));
    return { line, reading, label: labelOf(reading) };
  });
  const kinds = ["report", "none", "feedback", "progress", "star", "help"];
  const right = (kind: string): number => count(reads, ({ line, label }) => line.intent === kind && label === kind);
  const urgent = reads.filter(({ line }) => line.emergency);
  const noneReads = lines
    .filter(({ intent }) => intent === "none")
    .map(({ text }) => understand(asGroupLine(text, false)));
  return {
    lines: lines.length,
    recall: record(kinds, (kind) =>
      wilson(
        right(kind),
        count(reads, ({ line }) => line.intent === kind),
      ),
    ),
    precision: record(kinds, (kind) =>
      wilson(
        right(kind),
        count(reads, ({ label }) => label === kind),
      ),
    ),
    emergencyRecall: wilson(
      count(urgent, ({ reading }) => reading.emergency !== undefined),
      urgent.length,
    ),
    falseEmergencies: count(reads, ({ line, reading }) => !line.emergency && reading.emergency !== undefined),
    spokenReports: count(reads, ({ line, reading }) => line.intent === "report" && isSpoken(reading)),
    spokenOnNone: wilson(count(noneReads, isSpoken), noneReads.length),
    buildingExact: exactBuilding(reads),
    roomExact: exact(
      reads,
      ({ line }) => line.room,
      (place) => place.room ?? "",
    ),
    misses: reads.flatMap(missOf),
  };
}

/** Reads lines of ordinary chat, in which nothing is a report, and counts where the bot would speak or ask. */
export function evaluateChat(understand: Understand, lines: readonly string[]): ChatFigures {
  const readings = lines.map((text) => understand(asGroupLine(text, false)));
  const spoken = readings.filter(isSpoken);
  const byIntent: Record<string, number> = {};
  for (const { intent } of spoken) byIntent[intent] = (byIntent[intent] ?? 0) + 1;
  return {
    lines: lines.length,
    spoken: spoken.length,
    asked: count(readings, ({ zone }) => zone === "ask"),
    spokenPer10k: lines.length === 0 ? 0 : (spoken.length * 10_000) / lines.length,
    byIntent,
  };
}

function missOf({ line, label, reading }: Read): Miss[] {
  const wanted = line.emergency ? "emergency" : line.intent;
  const got = reading.emergency ? "emergency" : label;
  return wanted === got ? [] : [{ text: line.text, wanted, got }];
}

type Place = Reading["places"][number];

function exactBuilding(reads: readonly Read[]): Share {
  const told = reads.filter(({ line, label }) => line.building && label === line.intent);
  const hits = count(told, ({ line, reading }) =>
    reading.places.some(({ building }) => building !== undefined && endsAs(line.building, building)),
  );
  return wilson(hits, told.length);
}

function endsAs(labelled: string | null | undefined, building: string): boolean {
  const figures = (labelled ?? "")
    .toUpperCase()
    .replace(/[一二三四五六七八九]/gu, (one) => `${"一二三四五六七八九".indexOf(one) + 1}`);
  return asWritten(figures).endsWith(asWritten(building)) || (labelled ?? "").toUpperCase().endsWith(building);
}

function exact(
  reads: readonly Read[],
  wanted: (read: Read) => string | null | undefined,
  got: (place: Place) => string,
): Share {
  const told = reads.filter((read) => wanted(read) && read.label === read.line.intent);
  return wilson(
    count(told, (read) => read.reading.places.some((place) => got(place) === wanted(read))),
    told.length,
  );
}

const count = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length;
const record = (kinds: readonly string[], figure: (kind: string) => Share): Record<string, Share> =>
  Object.fromEntries(kinds.map((kind) => [kind, figure(kind)]));
