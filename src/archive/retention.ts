import { z } from "zod";

const retentionRules = z.object({
  version: z.string(),
  chatterHours: z.number().positive().max(24),
  strayPictureHours: z.number().positive(),
  lookBackDays: z.number().int().positive(),
  linesPerStep: z.number().int().positive(),
  stepsPerSweep: z.number().int().positive(),
});

/** How long talk is kept; the meaning of each field stands in `templates/rules/retention.yaml`. */
export type RetentionRules = Readonly<z.infer<typeof retentionRules>>;

/** Checks the content of `templates/rules/retention.yaml`. Throws a ZodError that names the wrong field. */
export const parseRetentionRules = (content: unknown): RetentionRules => retentionRules.parse(content);

/** Which lines and pictures a sweep may delete, by the instant they were sent or stored. */
export interface RetentionWindow {
  readonly from: Date;
  /** Chatter sent before this instant goes. */
  readonly chatterUntil: Date;
  /** Pictures without a line stored before this instant go. */
  readonly strayPicturesUntil: Date;
}

const hourMs = 3_600_000;
/** Hours between two sweeps. */
export const sweepEveryHours = 4;

/** The most hours that chatter, and pictures of which nothing came, are kept: until the sweep after their time. */
export const longestKept = (
  rules: RetentionRules,
): { readonly chatterHours: number; readonly pictureHours: number } => ({
  chatterHours: rules.chatterHours + sweepEveryHours,
  pictureHours: rules.strayPictureHours + sweepEveryHours,
});

/** The window of a sweep at `now`. Source: rules/retention.yaml. */
export function retentionWindow(rules: RetentionRules, now: Date): RetentionWindow {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * hourMs);
  return {
    from: ago(rules.lookBackDays * 24),
    chatterUntil: ago(rules.chatterHours),
    strayPicturesUntil: ago(rules.strayPictureHours),
  };
}
