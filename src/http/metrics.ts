import { collectDefaultMetrics, Registry } from "prom-client";

/** A registry with the process's own figures (memory, event loop, garbage collection); the service adds its own. */
export function createMetrics(): Registry {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  return metrics;
}
