import type { AcceptedMessage } from "../archive/inbox.js";
import { chatKey } from "../channels/channel.js";
import type { Taxonomy } from "../hazards/taxonomy.js";
import type { MessageId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";
import { maskForRefiner } from "../understanding/mask-for-refiner.js";
import { mostCandidates, type Refine, type Refinement, type RefineQuestion } from "../understanding/refiner.js";
import { applyRefinement, mayBeRefined } from "./apply-refinement.js";
import type { MessageContext } from "./context.js";
import { isToBot } from "./to-bot.js";

/** A language model, and what takes its answers: labels for lines that somebody may look at. */
export interface Refining {
  readonly refine: Refine;
  readonly onRefined: (messageId: MessageId, refinement: Refinement) => void;
}

/** What is known of a line when it is asked about: which of its readings holds is clear only with its context. */
type Line = Pick<MessageContext, "message" | "sender" | "reading">;

/** Second opinions on lines that are about to be decided. */
export interface Refinements {
  /** Asks about a line that may be asked about and was not yet. Whether it did: then the line should wait. */
  begin(line: Line): boolean;
  /** Whether the answer about a line is still under way. */
  isAwaited(message: AcceptedMessage): boolean;
  /** The context with what is known of the answer now. */
  refined(context: MessageContext): MessageContext;
}

/** Without a language model: nothing is asked and nothing is waited for. */
export const noRefinements: Refinements = {
  begin: () => false,
  isAwaited: () => false,
  refined: (context) => context,
};

/** What asking needs. */
export interface RefinementsDeps extends Refining {
  readonly taxonomy: Taxonomy;
  readonly log: Pick<Log, "error">;
  /** Called when a line need not wait any longer. */
  readonly onSettled: () => void;
}

interface Question {
  isAwaited: boolean;
  refinement?: Refinement;
}

/** Asks a language model about each line once. */
export function createRefinements(deps: RefinementsDeps): Refinements {
  const questions = new WeakMap<AcceptedMessage, Question>();
  const ask = async (line: Line, question: Question): Promise<void> => {
    try {
      const refinement = await deps.refine(questionAbout(line, deps.taxonomy));
      if (!refinement) return;
      question.refinement = refinement;
      deps.onRefined(line.message.id, refinement);
    } catch (error) {
      // The port forbids it; the line must not wait for ever all the same.
      deps.log.error({ err: error, messageId: line.message.id }, "a refiner rejected");
    } finally {
      question.isAwaited = false;
      deps.onSettled();
    }
  };
  return {
    begin(line) {
      if (questions.has(line.message) || !mayBeAsked(line)) return false;
      const question: Question = { isAwaited: true };
      questions.set(line.message, question);
      void ask(line, question);
      return true;
    },
    isAwaited: (message) => questions.get(message)?.isAwaited === true,
    refined: (context) => ({
      ...context,
      reading: applyRefinement(context.reading, questions.get(context.message)?.refinement),
    }),
  };
}

/** Only lines after which the bot asks in private: one that calls the bot is answered at once, and a late one is not. */
const mayBeAsked = ({ message, reading }: Line): boolean =>
  !isToBot({ message }) && !message.isLate && mayBeRefined(reading);

function questionAbout({ message, sender, reading }: Line, taxonomy: Taxonomy): RefineQuestion {
  const places = [...reading.places, reading.home?.place, reading.about];
  return {
    chat: chatKey(message.ref),
    text: maskForRefiner(message.text, {
      names: [message.senderName, sender.name, message.quote?.senderName ?? ""],
      places: places.flatMap((place) => [place?.building, place?.estate]).filter((words) => words !== undefined),
    }),
    candidates: reading.hazards
      .flatMap(({ code }) => taxonomy.kinds.get(code) ?? [])
      .slice(0, mostCandidates)
      .map(({ code, short }) => ({ code, name: short })),
  };
}
