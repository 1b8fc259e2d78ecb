import type { Person } from "../buildings/person.js";
import { directSender } from "../channels/channel.js";
import type { MediaId } from "../shared/ids.js";
import { nextAdvanceAt } from "../stars/advance-change.js";
import { nextNudge } from "../stars/appeal-nudge.js";
import { appealReviewers } from "../stars/appeal-reviewers.js";
import { type Appeal, appealNumber } from "../stars/appeal.js";
import type { ReviewLevel, StarChange } from "../stars/star-change.js";
import { changeWords, sayLastDay } from "../stars/star-lines.js";
import { type Changes, changes, type LineIntent, type TaskIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { tell } from "./say.js";
import {
  allStaffOf,
  buildingFor,
  nextStarMorning,
  type StarAudience,
  staffOf,
  starChangeTaskKind,
} from "./star-talk.js";

/** The kind of the due task that sees to it that an objection is answered. */
export const appealTaskKind = "star-appeal";

/** So much of the owner's words is said to the reviewers. */
const mostWords = 200;
const answerWithinMs = 3 * 86_400_000;

/** An objection with the change that it holds. */
export interface AppealOfChange {
  readonly appeal: Appeal;
  readonly change: StarChange;
}

/** When the reviewers hear of the objection next. */
export const appealTask = (appeal: Appeal, now: Date): TaskIntent => ({
  kind: appealTaskKind,
  subject: appeal.id,
  dueAt: nextNudge(appeal, now),
  data: {},
});

/**
 * A change that is free again goes on: at the end of its period, or the next working morning where that is over, so that
 * the owner has read the answer before a group hears of the change.
 */
export function goesOn(change: StarChange, now: Date): readonly TaskIntent[] {
  const at = nextAdvanceAt(change);
  return at
    ? [{ kind: starChangeTaskKind, subject: change.id, dueAt: at < now ? nextStarMorning(now) : at, data: {} }]
    : [];
}

/** Who may decide the objection, and at which level they are. */
export function reviewersOf(
  { appeal, change }: AppealOfChange,
  audience: StarAudience,
): { readonly reviewers: readonly Person[]; readonly level?: ReviewLevel } {
  const staff = staffOf(audience);
  const ids = appealReviewers(change, appeal.level, staff);
  const people = allStaffOf(audience);
  const level = (["community", "street", "grid_worker"] as const).find((one) =>
    ids.some((id) => staff[one].includes(id)),
  );
  return {
    reviewers: ids.flatMap((id) => people.get(id) ?? []),
    ...(level ? { level } : {}),
  };
}

/** The objection, its reasons and pictures, to those who may decide it; the bot waits for their word. */
export function tellReviewers(
  context: MessageContext,
  about: AppealOfChange & {
    readonly audience: StarAudience;
    readonly reviewers: readonly Person[];
    readonly proofs: readonly MediaId[];
  },
): Changes {
  const { appeal, change, audience, reviewers, proofs } = about;
  const number = appealNumber(audience.building.name, appeal);
  const variables = {
    number,
    building: buildingFor(audience, "community"),
    ...changeWords(change, context.rules.stars),
    reason: appeal.text.slice(0, mostWords),
    by: sayLastDay(appeal.answerBy),
  };
  return changes({
    lines: [
      ...reviewers.flatMap((person) => tell(context, person, { template: "star-objection-worker", variables })),
      ...sendProofs(context, { reviewers, number, proofs }),
    ],
    dialogs: reviewers.flatMap(({ direct }) => (direct ? [appealDialog(direct, appeal, context.now)] : [])),
  });
}

/** The bot waits for a reviewer's 成立 or 不成立. */
export const appealDialog = (
  ref: NonNullable<Person["direct"]>,
  { id }: Pick<Appeal, "id">,
  now: Date,
): Changes["dialogs"][number] => ({
  ref,
  senderId: directSender(ref),
  data: { kind: "appeal", appealId: id },
  expiresAt: new Date(now.getTime() + answerWithinMs),
});

/** The pictures, one line each. */
export const sendProofs = (
  context: MessageContext,
  about: {
    readonly reviewers: readonly Person[];
    readonly number: string;
    readonly proofs: readonly MediaId[];
  },
): readonly LineIntent[] =>
  about.reviewers.flatMap((person) =>
    about.proofs.flatMap((mediaId) =>
      tell(context, person, {
        template: "star-objection-proof",
        variables: { number: about.number },
        mediaId,
        part: mediaId,
      }),
    ),
  );

/** Nobody is left who had no part in the change: the staff are told that somebody must be put on record. */
export const tellNobodyLeft = (context: MessageContext, audience: StarAudience, number: string): Changes =>
  changes({
    lines: [...allStaffOf(audience).values()].flatMap((person) =>
      tell(context, person, { template: "star-objection-nobody", variables: { number } }),
    ),
    notes: [`${number}没有人可以核实`],
  });
