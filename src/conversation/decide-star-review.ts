import { responsibleOf } from "../buildings/directory.js";
import { nextAdvanceAt } from "../stars/advance-change.js";
import { agreedBy, awaitedLevel, confirmChange, declineChange, type ReviewerWord } from "../stars/review-change.js";
import { isAdverse, type ReviewLevel, type StarChange } from "../stars/star-change.js";
import { changeWords, sayLastDay } from "../stars/star-lines.js";
import { type Changes, changes, type Filled, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { namedBuilding } from "./named-building.js";
import { answerFilled, answerPrivately, directOf, filled, tell } from "./say.js";
import type { StarMatter } from "./star-matter.js";
import {
  allStaffOf,
  askAboutChange,
  awaitedPeople,
  buildingFor,
  nextStarMorning,
  sayReviewLevel,
  type StarAudience,
  staffOf,
  starChangeTaskKind,
  starLines,
} from "./star-talk.js";
import type { StarWord } from "./star-words.js";

type Review = Extract<StarWord, { readonly kind: "agree" | "agree-all" | "decline" }>;

/** 确认, 都确认 or 取消 of the grid worker, the community or the street, each in their turn. */
export function decideReview(context: MessageContext, matter: StarMatter, word: Review): Changes | undefined {
  const meant = word.kind === "agree-all" ? plainOnes(context, matter) : meantChanges(context, matter);
  const [first] = meant;
  if (!first) return wasAnswered(context, matter, word);
  const told = meant.map((change) =>
    word.kind === "decline" ? decline(context, matter, { change, why: word.why }) : agree(context, matter, change),
  );
  const end = changes({
    endedDialogs:
      context.dialog?.data.kind === "star-change"
        ? [{ ref: context.dialog.ref, senderId: context.dialog.senderId }]
        : [],
  });
  const replies =
    meant.length > 1
      ? [changes({ lines: [answerPrivately(context, "star-agreed-all", { count: String(meant.length) })] })]
      : told.map(({ reply }) => changes({ lines: [reply] }));
  return mergeChanges([
    end,
    ...told.map(({ effects }) => effects),
    ...replies,
    askNextLevel(
      context,
      matter,
      told.flatMap(({ after }) => (after.stage === "proposed" ? [after] : [])),
    ),
    askNext(context, matter, meant),
  ]);
}

/** A colleague was faster, or it is not true any more. */
function wasAnswered(context: MessageContext, { answered, around }: StarMatter, { kind }: Review): Changes | undefined {
  const { dialog, reading } = context;
  const audience = answered && around.get(answered.buildingCode);
  const isNamed = reading.places.some((place) => place.building !== undefined);
  if (!audience || kind === "agree-all" || isNamed || dialog?.data.kind !== "star-change") return undefined;
  return changes({
    lines: [answerPrivately(context, "star-answered", { building: audience.building.name })],
    endedDialogs: [{ ref: dialog.ref, senderId: dialog.senderId }],
    notes: ["这个星级建议已经不等他答复了"],
  });
}

/** 都确认 is for what harms nobody; each fall is looked at by itself. */
const plainOnes = ({ rules }: MessageContext, { proposals }: StarMatter): readonly StarChange[] =>
  proposals.filter((change) => !isAdverse(change, rules.stars));

function meantChanges(context: MessageContext, { proposals, around }: StarMatter): readonly StarChange[] {
  const named = namedBuilding(context.reading);
  const { dialog } = context;
  const asked = dialog?.data.kind === "star-change" ? dialog.data.changeId : undefined;
  const meant =
    named === undefined
      ? proposals.filter(({ id }) => (asked === undefined ? proposals.length === 1 : id === asked))
      : proposals.filter(({ buildingCode }) => around.get(buildingCode)?.building.name === named);
  const ofQuestion = meant.find(({ id }) => id === asked);
  if (ofQuestion) return [ofQuestion];
  return meant.length === 1 ? meant : [];
}

interface Told {
  readonly after: StarChange;
  readonly effects: Changes;
  readonly reply: LineIntent;
}

const wordOf = (context: MessageContext, audience: StarAudience): ReviewerWord => ({
  actor: context.sender.id,
  staff: staffOf(audience),
  now: context.now,
  rules: context.rules.stars,
});

function agree(context: MessageContext, { around }: StarMatter, change: StarChange): Told {
  const audience = audienceOf(around, change);
  const owner = responsibleOf(audience.contacts);
  const step = confirmChange(change, {
    ...wordOf(context, audience),
    isOwnerReachable: owner?.direct !== undefined,
  });
  // Whose turn it is was asked when the proposals were found.
  if (!step.ok) throw new Error(`the word on star change ${change.id} is refused: ${step.refusal}`);
  const { change: after, lines } = step.value;
  const dueAt = after.stage === "confirmed" ? nextStarMorning(context.now) : nextAdvanceAt(after);
  const { from, to } = changeWords(after, context.rules.stars);
  const outcome = outcomeOf(context, audience, after);
  const earlier = after.stage === "proposed" ? [] : tellEarlier(context, audience, { change, outcome });
  return {
    after,
    effects: changes({
      starChanges: [{ change: after, isNew: false }],
      lines: [...starLines(lines, audience), ...earlier],
      tasks: dueAt ? [{ kind: starChangeTaskKind, subject: after.id, dueAt, data: {} }] : [],
      links: [{ buildingCode: change.buildingCode, reason: "case", detail: "星级变动" }],
      notes: [`${audience.building.name}${from}→${to}:${context.sender.name}同意`],
    }),
    reply: answerFilled(context, outcome(buildingFor(audience, lastLevel(after)))),
  };
}

/** What became of the change, said of the building by the name that the listener uses. */
type Outcome = (building: string) => Filled;

function outcomeOf(context: MessageContext, audience: StarAudience, after: StarChange): Outcome {
  const until = after.hearingUntil ? sayLastDay(after.hearingUntil) : "";
  const next = awaitedLevel(after, staffOf(audience), context.rules.stars);
  switch (after.stage) {
    case "effective":
      return (building) => filled("star-confirmed-up", { building });
    case "confirmed":
      return (building) => filled("star-owner-unreachable", { building });
    case "notified":
      return (building) => filled("star-confirmed-down", { building, until });
    default:
      return (building) => filled("star-agreed", { building, next: next ? sayReviewLevel(next) : "" });
  }
}

const lastLevel = ({ steps }: StarChange): ReviewLevel =>
  steps.findLast(({ level, kind }) => level !== undefined && kind !== "passed-over")?.level ?? "grid_worker";

/** Those who agreed before hear what became of it. */
function tellEarlier(
  context: MessageContext,
  audience: StarAudience,
  { change, outcome }: { readonly change: StarChange; readonly outcome: Outcome },
): readonly LineIntent[] {
  const staff = allStaffOf(audience);
  const words = outcome(buildingFor(audience, "grid_worker"));
  return agreedBy(change).flatMap((id) => tell(context, staff.get(id), { ...words, part: change.id }));
}

function decline(
  context: MessageContext,
  { around }: StarMatter,
  { change, why }: { readonly change: StarChange; readonly why: string },
): Told {
  const audience = audienceOf(around, change);
  const declined = declineChange(change, { ...wordOf(context, audience), why });
  if (!declined.ok) throw new Error(`the word on star change ${change.id} is refused: ${declined.refusal}`);
  const level = lastLevel(declined.value);
  const days = String(context.rules.stars.procedure.declinedRestDays);
  const outcome: Outcome = (building) => filled("star-declined", { building, level: sayReviewLevel(level), why });
  return {
    after: declined.value,
    effects: changes({
      starChanges: [{ change: declined.value, isNew: false }],
      lines: tellEarlier(context, audience, { change, outcome }),
      links: [{ buildingCode: change.buildingCode, reason: "case", detail: "星级变动" }],
      notes: [`${audience.building.name}星级建议不采纳${why === "" ? "" : `:${why}`}`],
    }),
    reply: answerPrivately(context, "star-dropped", { building: buildingFor(audience, level), days }),
  };
}

function audienceOf(around: StarMatter["around"], { buildingCode }: StarChange): StarAudience {
  const audience = around.get(buildingCode);
  if (!audience) throw new Error(`the people around building ${buildingCode} were not loaded`);
  return audience;
}

/** The next level is asked at once, each person about the first only: the others come when that one is answered. */
function askNextLevel(context: MessageContext, { around }: StarMatter, changed: readonly StarChange[]): Changes {
  const asked = new Set([context.sender.id]);
  return mergeChanges(
    changed.flatMap((change) => {
      const audience = audienceOf(around, change);
      const awaited = awaitedPeople(change, audience, context.rules.stars);
      if (!awaited) return [];
      const { level, people } = awaited;
      const { rules, now, message } = context;
      return people
        .filter(({ id }) => !asked.has(id))
        .map((person) => {
          asked.add(person.id);
          return changes(askAboutChange(person, { change, audience, level, rules: rules.stars, key: message.id, now }));
        });
    }),
  );
}

/** One question at a time: the next proposal comes when this one is answered. */
function askNext(context: MessageContext, { proposals, around }: StarMatter, answered: readonly StarChange[]): Changes {
  const left = proposals.filter((change) => !answered.includes(change));
  const [change] = left;
  const audience = change && around.get(change.buildingCode);
  const level = audience && awaitedLevel(change, staffOf(audience), context.rules.stars);
  if (!level) return changes({});
  const { message, sender, now, rules } = context;
  const { lines, dialogs } = askAboutChange(
    { ...sender, direct: directOf(context) },
    { change, audience, level, rules: rules.stars, key: message.id, more: left.length - 1, now },
  );
  return changes({ lines: lines.map((line) => ({ ...line, urgency: "reply" })), dialogs });
}
