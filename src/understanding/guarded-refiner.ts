import { LRUCache } from "lru-cache";
import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import { createCircuitBreaker } from "./circuit-breaker.js";
import type { Refine, Refinement, RefineQuestion } from "./refiner.js";
import { readAnswer } from "./refiner-answer.js";

/** How the questions ended since the start; `asked` is the sum of the others and of what is under way. */
export interface RefinerCounts {
  readonly asked: number;
  readonly answered: number;
  readonly cached: number;
  /** Turned away because the chat had a question under way, or all chats together had too many. */
  readonly busy: number;
  readonly timedOut: number;
  /** No connection, a closed one, or an error of the peer. */
  readonly failed: number;
  /** Not the JSON that was asked for. */
  readonly junk: number;
  /** A code that was not a candidate, or a code with a no. */
  readonly refused: number;
  /** Turned away because the circuit was open. */
  readonly open: number;
}

/** A refiner with its figures. */
export interface Refiner {
  readonly refine: Refine;
  counts(): RefinerCounts;
}

/** Puts a question to a model and gives the JSON that it answered; undefined where that was none. Rejects where it cannot be reached. */
export type AskModel = (question: RefineQuestion, signal: AbortSignal) => Promise<unknown>;

/** What guards a model. */
export interface GuardedRefinerDeps {
  readonly ask: AskModel;
  /** Milliseconds after which a question is given up. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
}

type Outcome = Exclude<keyof RefinerCounts, "asked">;

const failuresInARow = 5;
const restMs = 60_000;
const mostCached = 1000;
/** After an outage thousands of chats may want to ask at once; the model would answer none of them in time. */
const mostUnderWay = 100;

/**
 * Makes a refiner of a model that may hang, fail or lie: a time limit, one question at a time for each chat, a cache of
 * perfect answers, and a circuit breaker that five questions in a row without one open for a minute.
 */
export function createGuardedRefiner(deps: GuardedRefinerDeps): Refiner {
  const counts = { asked: 0, answered: 0, cached: 0, busy: 0, timedOut: 0, failed: 0, junk: 0, refused: 0, open: 0 };
  const cache = new LRUCache<string, Refinement>({ max: mostCached });
  const busyChats = new Set<string>();
  const breaker = createCircuitBreaker(deps.clock, { failures: failuresInARow, restMs });

  const end = (outcome: Outcome): undefined => void (counts[outcome] += 1);
  const giveUp = (outcome: Outcome, why: object): undefined => {
    end(outcome);
    deps.log.warn({ outcome, ...why }, "the language model gave no usable answer");
    if (breaker.fail())
      deps.log.warn({ restMs, counts: { ...counts } }, "the language model is left alone for a while");
    return undefined;
  };
  const askOnce = async (question: RefineQuestion): Promise<Refinement | undefined> => {
    const signal = AbortSignal.timeout(deps.timeoutMs);
    try {
      const answer = readAnswer(await unlessAborted(deps.ask(question, signal), signal), question.candidates);
      if (!answer.ok) return giveUp(answer.refusal, {});
      breaker.succeed();
      end("answered");
      cache.set(keyOf(question), answer.value);
      return answer.value;
    } catch (error) {
      return giveUp(signal.aborted ? "timedOut" : "failed", signal.aborted ? {} : tellError(error));
    }
  };
  return {
    counts: () => ({ ...counts }),
    async refine(question) {
      counts.asked += 1;
      const known = cache.get(keyOf(question));
      if (known) {
        end("cached");
        return known;
      }
      if (busyChats.has(question.chat) || busyChats.size >= mostUnderWay) return end("busy");
      if (!breaker.mayAsk()) return end("open");
      busyChats.add(question.chat);
      try {
        return await askOnce(question);
      } finally {
        busyChats.delete(question.chat);
      }
    },
  };
}

/** The same words with other gaps and more exclamation marks are the same question. */
const keyOf = ({ text, candidates }: RefineQuestion): string =>
  JSON.stringify([
    text
      .toLowerCase()
      .replace(/\s+/gu, "")
      .replace(/(\p{P})\1+/gu, "$1"),
    candidates,
  ]);

/** Rejects at the abort even where the work does not notice it. */
const unlessAborted = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the time is up")), { once: true });
    work.then(resolve, reject);
  });

/** What may be logged of an error. Not its message: a peer may put the text that it was sent into it. */
function tellError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, cause } = error;
  const status = "statusCode" in error ? { status: error.statusCode } : {};
  const code = cause instanceof Error && "code" in cause ? { code: cause.code } : {};
  return { name, ...status, ...code };
}
