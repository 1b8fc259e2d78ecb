import { z } from "zod";

const numbers = z.array(z.string().regex(/^[0-9-]+$/u)).min(1);

const mannerRules = z.object({
  version: z.string(),
  malice: z.object({
    agreeDays: z.number().positive(),
    askDays: z.number().positive(),
    countDays: z.number().positive(),
  }),
  handOver: z.object({
    quietHours: z.number().positive(),
    numbers: z.object({ person: numbers, child: numbers, fear: numbers }),
  }),
});

/** Manners toward people who report; the meaning of each field stands in `templates/rules/manners.yaml`. */
export type MannerRules = Readonly<z.infer<typeof mannerRules>>;

/** Checks the content of `templates/rules/manners.yaml`. Throws a ZodError that names the wrong field. */
export const parseMannerRules = (content: unknown): MannerRules => mannerRules.parse(content);
