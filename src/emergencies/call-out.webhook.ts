import { createHmac } from "node:crypto";
import type { Clock } from "../shared/clock.js";
import type { CallOut, CallOutRequest } from "./call-out.js";

/** How long a gateway may take. */
const longestMs = 5000;

/** A gateway behind an address. */
export interface WebhookSettings {
  readonly url: string;
  /** Signs each request. */
  readonly secret: string;
  /** Missing: five seconds. */
  readonly timeoutMs?: number;
}

/** The gateway did not take a request: it answered otherwise than 2xx, too late, or not at all. */
class CallOutError extends Error {
  override readonly name = "CallOutError";
}

/**
 * Rings people by a POST of JSON to the gateway. The header `x-louxin-signature` is `sha256=` and the hexadecimal
 * HMAC-SHA256 of `<x-louxin-timestamp>.<body>`. Source: docs/operations.md.
 */
export function createWebhookCallOut({ url, secret, timeoutMs = longestMs }: WebhookSettings, clock: Clock): CallOut {
  return {
    async ring(request) {
      const body = JSON.stringify(bodyOf(request));
      const timestamp = String(Math.floor(clock.now().getTime() / 1000));
      const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
      const headers = {
        "content-type": "application/json",
        "x-louxin-timestamp": timestamp,
        "x-louxin-signature": `sha256=${signature}`,
      };
      const status = await post(url, { method: "POST", body, headers }, timeoutMs);
      if (status < 200 || status > 299) throw new CallOutError(`the gateway answered ${status}`);
    },
  };
}

/** People's names go to the address of the settings and nowhere that it points to. */
async function post(url: string, init: RequestInit, timeoutMs: number): Promise<number> {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw new CallOutError("the gateway could not be reached", { cause: error });
  }
}

const bodyOf = ({ id, round, level, person, role, incident, building, text }: CallOutRequest): object => ({
  id,
  round,
  level,
  person,
  role,
  incident: { ...incident, startedAt: incident.startedAt.toISOString() },
  building: building ?? null,
  text,
});
