import type { RunningCore } from "./compose.js";
import { type MovableClock, systemClock } from "./shared/clock.js";

/** A year of reminders; what is left after so many instants happens at the end of the jump. */
const mostSteps = 2000;

/** Moves the clock from one instant at which something falls due to the next, so that each happens at its own time. */
export async function stepTo(
  to: Date,
  running: Pick<RunningCore, "nextDueAt" | "runDue">,
  clock: MovableClock,
): Promise<void> {
  const moveTo = (at: Date): void => clock.setOffset(at.getTime() - systemClock.now().getTime());
  for (let step = 0, last = 0; step < mostSteps; step += 1) {
    const next = await running.nextDueAt();
    if (!next || next >= to || next.getTime() === last) break;
    last = next.getTime();
    if (next > clock.now()) moveTo(next);
    await running.runDue();
  }
  moveTo(to);
  await running.runDue();
}
