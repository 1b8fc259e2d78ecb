import { z } from "zod";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const deliveryRules = z.strictObject({
  version: z.string(),
  quietFrom: timeOfDay,
  quietUntil: timeOfDay,
  resumeAt: timeOfDay,
  windows: z.record(z.string(), z.strictObject({ from: timeOfDay, until: timeOfDay })),
  exemptKinds: z.array(z.string()),
  silentKinds: z.array(z.string()),
  receipts: z.strictObject({
    kinds: z.array(z.string()),
    atOnce: z.number().int().nonnegative(),
    withinMinutes: z.number().positive(),
    gatherMinutes: z.number().positive(),
  }),
  mergeAtMost: z.number().int().positive(),
  maxAttempts: z.number().int().positive(),
  retrySeconds: z.array(z.number().positive()).min(1),
  echoMinutes: z.number().positive(),
});

/** Quiet hours, windows and retries; the meaning of each field stands in `templates/rules/delivery.yaml`. */
export type DeliveryRules = Readonly<z.infer<typeof deliveryRules>>;

/** Checks the content of `templates/rules/delivery.yaml`. Throws a ZodError that names the wrong field. */
export const parseDeliveryRules = (content: unknown): DeliveryRules => deliveryRules.parse(content);
