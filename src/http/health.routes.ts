import { Router } from "express";
import type { Registry } from "prom-client";

/** What the health addresses ask. */
export interface HealthParts {
  /** Whether the database answers and the channels listen; a rejection counts as no. */
  readonly isReady: () => boolean | Promise<boolean>;
  readonly metrics: Pick<Registry, "metrics" | "contentType">;
}

/** `GET /healthz` (the process lives), `GET /readyz` (503 until it can work), `GET /metrics` (Prometheus). */
export function createHealthRouter({ isReady, metrics }: HealthParts): Router {
  return Router()
    .get("/healthz", (_, response) => {
      response.json({ status: "ok" });
    })
    .get("/readyz", async (_, response) => {
      const ready = await Promise.resolve()
        .then(isReady)
        .catch(() => false);
      response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not-ready" });
    })
    .get("/metrics", async (_, response) => {
      response.type(metrics.contentType).send(await metrics.metrics());
    });
}
