import { Counter, type Registry } from "prom-client";

/** Counters of what went wrong with calls; an alarm of the operator should stand on each. Returns how to count. */
export function createEmergencyMetrics(registry: Registry): {
  readonly onUnanswered: () => void;
  readonly onFailed: () => void;
} {
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers: [registry] });
  const unanswered = counter(
    "louxin_emergencies_unanswered_total",
    "Emergencies for which everybody was called in vain",
  );
  const failed = counter("louxin_emergency_rings_failed_total", "People whom the phone and SMS gateway would not ring");
  return { onUnanswered: () => unanswered.inc(), onFailed: () => failed.inc() };
}
