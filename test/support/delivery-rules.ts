import { type DeliveryRules, parseDeliveryRules } from "../../src/delivery/delivery-rules.js";

/** Rules that tests are written against, whatever the shipped file says. */
export const testDeliveryRules: DeliveryRules = parseDeliveryRules({
  version: "test",
  quietFrom: "22:00",
  quietUntil: "07:30",
  resumeAt: "08:00",
  windows: { reminder: { from: "08:00", until: "20:30" } },
  exemptKinds: ["receipt"],
  silentKinds: ["broadcast-line"],
  receipts: { kinds: ["receipt"], atOnce: 2, withinMinutes: 60, gatherMinutes: 10 },
  mergeAtMost: 10,
  maxAttempts: 3,
  retrySeconds: [2, 10],
  echoMinutes: 30,
});
