import { chatKey, isDirectChat, SendRejected, type SendReceipt } from "../channels/channel.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { decideDeparture } from "./departure.js";
import type { DispatcherDeps } from "./dispatcher.js";
import { lanes } from "./line.js";
import type { ClaimedLine } from "./outbox.js";
import { persist } from "./persist.js";
import { retryAt } from "./retry.js";
import type { Turnstile } from "./turnstile.js";

/** A line that waited so long for its pace is judged again: the night may have begun. */
const staleAfterMs = 1000;

/** What a delivery needs besides. */
export interface DeliveryDeps extends DispatcherDeps {
  readonly sleep: NonNullable<DispatcherDeps["sleep"]>;
  /** Takes the next place under a key of the pacer; returns the milliseconds until it. */
  readonly reserve: (key: string, gapMs: number) => Promise<number>;
  readonly turnstile: Turnstile;
  /** Aborted when the dispatcher stops: lines that were not handed over yet go back. */
  readonly signal: AbortSignal;
}

/**
 * Sends a claimed line and notes what became of it. Never rejects: what cannot be noted, because the database is away, is
 * tried again, and left to the next start once the dispatcher stops.
 */
export async function deliverLine(deps: DeliveryDeps, line: ClaimedLine): Promise<void> {
  const { outbox, clock, rules, log } = deps;
  let image: Awaited<ReturnType<DispatcherDeps["loadImage"]>>;
  try {
    await deps.crashPoint?.("claimed");
    if (!(await getsThrough(deps, line))) return;
    image = line.mediaId ? await deps.loadImage(line.mediaId) : undefined;
    if (!(await outbox.depart(line, clock.now()))) return;
  } catch (error) {
    log.warn({ err: error, lineId: line.id }, "a line could not be made ready and goes back to the queue");
    const again = retryAt(rules, 1, clock.now());
    await persist(deps, () => outbox.requeue(line, again, { error: String(error), keepsAttempt: false }));
    return;
  }
  await deps.crashPoint?.("before-send");
  let receipt: SendReceipt;
  try {
    receipt = await deps.channel.send({ ref: line.ref, text: line.text, ...(image ? { image } : {}) });
  } catch (error) {
    await noteFailure(deps, line, error);
    return;
  }
  await deps.crashPoint?.("after-send");
  await noteSuccess(deps, line, receipt);
}

/** Manners, then the pace of the chat, then that of the account; manners again where it took time. */
async function getsThrough(deps: DeliveryDeps, line: ClaimedLine): Promise<boolean> {
  if (!(await mayGo(deps, line))) return false;
  const { rate } = deps.channel.capabilities;
  const began = deps.clock.now();
  if (rate.perChatMs > 0) {
    const waitMs = await deps.reserve(chatKey(line.ref), rate.perChatMs);
    if (waitMs > 0) await deps.sleep(waitMs, deps.signal);
  }
  const isOpen = !deps.signal.aborted && (await deps.turnstile.pass(lanes[line.urgency]));
  if (!isOpen) {
    await deps.outbox.requeue(line, began, { keepsAttempt: false });
    return false;
  }
  const tookMs = Math.abs(deps.clock.now().getTime() - began.getTime());
  return tookMs < staleAfterMs || mayGo(deps, line);
}

async function mayGo(deps: DeliveryDeps, line: ClaimedLine): Promise<boolean> {
  const { outbox } = deps;
  const now = deps.clock.now();
  const isGroup = !isDirectChat(line.ref.chat);
  const isLimited = isGroup && line.urgency !== "emergency";
  const policy = isLimited ? await deps.policyOf(line.ref) : undefined;
  const departure = decideDeparture(
    { kind: line.kind, urgency: line.urgency, isGroup, ...(line.expiresAt ? { expiresAt: line.expiresAt } : {}) },
    deps.rules,
    {
      now,
      groupLinesToday: isLimited ? await outbox.countHeard(line.ref, atShanghai(shanghaiDay(now), "00:00")) : 0,
      linesPerDay: policy?.linesPerDay ?? 0,
      isSilent: policy?.isSilent ?? false,
    },
  );
  if (departure.kind === "go") return true;
  if (departure.kind === "withdraw") await outbox.drop(line, departure.reason);
  else await outbox.requeue(line, departure.until, { keepsAttempt: false });
  return false;
}

/** Filed before it is marked: a crash between the two is found again by its mark, not by its file. */
async function noteSuccess(deps: DeliveryDeps, line: ClaimedLine, receipt: SendReceipt): Promise<void> {
  const { log } = deps;
  const file = async (): Promise<boolean> => {
    try {
      await deps.archiveOwn(line, receipt);
      return true;
    } catch (error) {
      log.error({ err: error, lineId: line.id }, "a line went out but could not be filed");
      return false;
    }
  };
  const isFiled = await file();
  await deps.crashPoint?.("before-mark");
  const isMarked = await persist(deps, () => deps.outbox.markSent(line, receipt));
  if (isMarked === false) log.error({ lineId: line.id }, "a line went out after another process had taken it over");
  if (!isFiled) await file();
}

async function noteFailure(deps: DeliveryDeps, line: ClaimedLine, error: unknown): Promise<void> {
  const { outbox, log, rules, clock } = deps;
  const text = error instanceof Error ? error.message : String(error);
  await deps.crashPoint?.("before-mark");
  if (!(error instanceof SendRejected)) {
    log.warn({ err: error, lineId: line.id }, "it is not known whether a line went out: in doubt");
    await persist(deps, () => outbox.markInDoubt(line, text));
  } else if (error.isRetryable && line.attempts < rules.maxAttempts) {
    const again = retryAt(rules, line.attempts, clock.now());
    await persist(deps, () => outbox.requeue(line, again, { error: text, keepsAttempt: true }));
  } else {
    log.error({ err: error, lineId: line.id }, "a line could not be sent");
    await persist(deps, () => outbox.markFailed(line, text));
  }
}
