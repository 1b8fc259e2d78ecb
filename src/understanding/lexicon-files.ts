import { z } from "zod";

const words = z.string();
const version = z.string();
const frames = z.array(z.string().min(1));
const what = z.array(z.enum(["hazard", "emergency"])).min(1);
const command = z.object({
  who: z.enum(["staff", "responsible", "either", "anyone"]),
  /** The whole line. */
  exact: words.default(""),
  /** The whole line, but only where the bot was called, quoted or spoken to in private. */
  called: words.default(""),
  /** The beginning of the line. */
  prefix: words.default(""),
});

/** `characters.yaml`: two strings of the same length. */
export const charactersFile = z
  .object({ version, traditional: words, simplified: words })
  .transform(({ traditional, simplified }) => [bare(traditional), bare(simplified)] as const)
  .refine(([from, to]) => from.length === to.length, "traditional and simplified differ in length");
const bare = (text: string): string => text.replace(/\s/gu, "");

/** `spellings.yaml`. */
export const spellingsFile = z.object({
  version,
  characters: z.record(z.string().length(1), z.string().length(1)),
  phrases: z.record(z.string().min(1), z.string().min(1)),
  alike: z.record(z.string().length(1), z.string().min(1)),
});

/** `concepts.yaml`. */
export const conceptsFile = z.object({ version, concepts: z.record(z.string(), words) });

/** `frames.yaml`. */
export const framesFile = z.object({ version, frames: z.record(z.string().regex(/^[A-Z]\d{2}$/u), frames) });

/** `emergencies.yaml`. */
export const emergenciesFile = z.object({
  version,
  concepts: z.record(z.string(), words),
  /** Concepts that say nothing of danger by themselves. */
  scenery: z.array(z.string()),
  resolved: words,
  frames: z.record(z.string().regex(/^X\d{2}$/u), frames),
});

/** `modifiers.yaml`. */
export const modifiersFile = z.object({
  version,
  idioms: words,
  scoped: z.record(z.string(), z.object({ words, reach: z.number().int(), blocks: what })),
  blocks: z.record(z.string(), z.object({ words, blocks: what })),
  urgent: words,
  tone: z.object({ complaint: words }),
  question: words,
});

/** `talk.yaml`. */
export const talkFile = z.object({
  version,
  concepts: z.record(z.string(), words),
  "feedback-done": frames,
  "feedback-not-done": frames,
  "star-query": frames,
  "progress-query": frames,
  "help-strong": frames,
  "help-weak": frames,
  complaint: frames,
  "own-case": z.object({ words }),
  "not-feedback": words,
  "not-done": words,
  acknowledgement: words,
});

/** `commands.yaml`. */
export const commandsFile = z.object({
  version,
  particles: z.string().min(1),
  answers: z.object({ yes: words, no: words, confirm: words, cancel: words }),
  commands: z.object({
    pass: command,
    return: command,
    "false-alarm": command,
    recategorise: command,
    extend: command,
    refer: command,
    accept: command,
    merge: command,
    assign: command,
    reschedule: command,
    "refuse-delay": command,
    supervise: command,
    enforce: command,
    answered: command,
    undo: command,
    withdraw: command,
    sign: command,
    "not-fixed": command,
    object: command,
    tally: command,
    today: command,
    bind: command,
    silence: command,
    unsilence: command,
    drill: command,
    "end-drill": command,
    mute: command,
    help: command,
  }),
});

/** `places.yaml`. */
export const placesFile = z.object({ version, spots: words, villages: words });

/** The part of `rules/hazards.yaml` that the reader needs: codes and their severities. */
export const severitiesFile = z.object({
  hazards: z.array(z.object({ code: z.string(), severity: z.enum(["minor", "major", "critical", "emergency"]) })),
});
