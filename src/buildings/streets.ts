import { z } from "zod";

const digits = (length: number): z.ZodString => z.string().regex(new RegExp(`^[0-9]{${length}}$`, "u"));
const streetRules = z.object({
  version: z.string(),
  province: digits(2),
  city: digits(2),
  district: digits(2),
  districtName: z.string().min(1),
  streets: z.record(digits(3), z.string().min(1)),
});

/** The district and its streets by the digits of building codes; see `templates/rules/streets.yaml`. */
export type StreetTable = Readonly<z.infer<typeof streetRules>>;

/** Checks the content of `templates/rules/streets.yaml`. Throws a ZodError that names the wrong field. */
export const parseStreets = (content: unknown): StreetTable => streetRules.parse(content);
