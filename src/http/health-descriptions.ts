import { z } from "zod";
import { type Descriptions, describeOperation } from "./operation.js";

const status = (...values: readonly [string, ...string[]]) => z.object({ status: z.enum(values) });

/** The addresses for operators. */
export const healthDescriptions: Descriptions = {
  "GET /healthz": describeOperation({
    summary: "The process lives",
    answer: { description: "It does", schema: status("ok") },
  }),
  "GET /readyz": describeOperation({
    summary: "The service can work: its database answers and its channels listen",
    answer: { description: "It can; 503 with `not-ready` where it cannot yet", schema: status("ready", "not-ready") },
  }),
  "GET /metrics": describeOperation({
    summary: "Figures for Prometheus",
    answer: { description: "Text exposition format", type: "text/plain" },
  }),
  "GET /api/openapi.json": describeOperation({
    summary: "This document",
    answer: { description: "OpenAPI 3.1" },
  }),
};
