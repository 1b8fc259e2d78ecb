import { z } from "zod";

const contact = z.enum(["head", "community", "street"]);
const ladder = z.object({
  before: z.array(z.union([z.object({ share: z.number().gt(0).lt(1) }), z.object({ hours: z.number().positive() })])),
  at: z.boolean(),
  afterEveryDays: z.number().int().positive(),
  escalate: z.array(
    z.object({ days: z.number().int().min(0), to: z.array(contact).min(1), supervise: z.boolean().default(false) }),
  ),
});
const bySeverity = z.object({
  minor: z.number().positive(),
  major: z.number().positive(),
  critical: z.number().positive(),
});
const wholeDays = z.number().int().min(0);
const someDays = z.number().int().positive();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const slaRules = z.object({
  version: z.string(),
  windowFrom: timeOfDay,
  windowUntil: timeOfDay,
  secondLimitHours: z.number().positive(),
  extensionHours: z.number().positive(),
  reopenDays: z.number().positive(),
  joinSeconds: z.number().positive(),
  joinPhotoSeconds: z.number().positive(),
  questionMinutes: z.number().positive(),
  emergencyFollowUpMinutes: z.number().positive(),
  emergencyMergeMinutes: z.number().positive(),
  verifyHours: bySeverity,
  recheckWorkingDays: z.number().int().positive(),
  auditAt: timeOfDay,
  promiseHours: z.number().positive(),
  recurrenceDays: z.number().int().positive(),
  // Versions before 2026-11.1 had none.
  referralReplyWorkingDays: z
    .object({ minor: wholeDays, major: wholeDays, critical: wholeDays, emergency: wholeDays })
    .default({ minor: 10, major: 5, critical: 2, emergency: 1 }),
  // Versions before 2026-11.2 let the department's silence pass.
  referralAskAgainWorkingDays: z
    .object({ minor: someDays, major: someDays, critical: someDays, emergency: someDays })
    .default({ minor: 5, major: 3, critical: 1, emergency: 1 }),
  workFrom: timeOfDay.default("09:00"),
  workUntil: timeOfDay.default("17:30"),
  escalateOn: z.enum(["all-days", "working-days"]),
  ladder: z.object({ minor: ladder, major: ladder, critical: ladder }),
});

/** Deadlines, reminders and escalation of hazards; the meaning of each field stands in `templates/rules/sla.yaml`. */
export type SlaRules = Readonly<z.infer<typeof slaRules>>;
/** Who is told when a case stays open. */
export type EscalationContact = z.infer<typeof contact>;
/** The reminders and escalations of one severity. */
export type Ladder = Readonly<z.infer<typeof ladder>>;

/** Checks the content of `templates/rules/sla.yaml`. Throws a ZodError that names the wrong field. */
export const parseSlaRules = (content: unknown): SlaRules => slaRules.parse(content);
