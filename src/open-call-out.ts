import type { ServiceParts } from "./compose.js";
import type { Config } from "./config.js";
import { createWebhookCallOut } from "./emergencies/call-out.webhook.js";
import { systemClock } from "./shared/clock.js";

/** The gateway that rings people, if the settings name one. Its requests carry the machine's time, not the sandbox's. */
export function openCallOut(
  { emergencyWebhook }: Config,
  { log }: Pick<ServiceParts, "log">,
): Pick<ServiceParts, "callOut"> {
  if (!emergencyWebhook) return {};
  log.info({}, "people are rung through a gateway in an emergency");
  return { callOut: createWebhookCallOut(emergencyWebhook, systemClock) };
}
