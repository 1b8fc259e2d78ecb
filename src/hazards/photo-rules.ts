import { z } from "zod";

const photoRules = z.object({
  version: z.string(),
  oldHours: z.number().positive(),
  clockMinutes: z.number().min(0),
  farMetres: z.number().positive(),
});

/** When a photo of a fix is worth a remark; the meaning of each field stands in `templates/rules/photos.yaml`. */
export type PhotoRules = Readonly<z.infer<typeof photoRules>>;

/** Checks the content of `templates/rules/photos.yaml`. Throws a ZodError that names the wrong field. */
export const parsePhotoRules = (content: unknown): PhotoRules => photoRules.parse(content);
