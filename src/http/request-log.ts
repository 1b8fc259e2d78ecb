import type { RequestHandler } from "express";
import { Histogram, type Registry } from "prom-client";
import { newId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";

/** What a caller may send as its own request id; anything else is replaced. */
const usableId = /^[\w.:-]{1,100}$/;

/**
 * Gives every request an id (the caller's `x-request-id` where it is usable), sends it back, logs the end of the request
 * without its query, which may hold what people searched for, and counts its duration by route.
 */
export function requestLog({ log, metrics }: { readonly log: Log; readonly metrics: Registry }): RequestHandler {
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request to the end of its answer",
    labelNames: ["method", "route", "status"],
    registers: [metrics],
  });
  return (request, response, next) => {
    const given = request.get("x-request-id") ?? "";
    const requestId = usableId.test(given) ? given : newId();
    response.set("x-request-id", requestId);
    const stop = durations.startTimer();
    response.once("finish", () => {
      const { method } = request;
      const status = response.statusCode;
      // Routes that matched nothing share one label, so that a scanner cannot fill the memory with names.
      const route: unknown = request.route?.path;
      const seconds = stop({ method, route: typeof route === "string" ? route : "(none)", status });
      log.debug({ requestId, method, path: request.path, status, seconds }, "request answered");
    });
    next();
  };
}
