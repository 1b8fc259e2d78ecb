import type { DeliveryRules } from "./delivery-rules.js";

/** When a line is tried again after `attempts` tries; the last wait of the rules repeats. */
export function retryAt({ retrySeconds }: Pick<DeliveryRules, "retrySeconds">, attempts: number, now: Date): Date {
  const seconds = retrySeconds[Math.min(Math.max(attempts, 1), retrySeconds.length) - 1] ?? 1;
  return new Date(now.getTime() + seconds * 1000);
}
