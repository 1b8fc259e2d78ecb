import { z } from "zod";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import {
  reviewLevels,
  type StarChange,
  type StarChangeKind,
  type StarChangeStage,
  type StarChangeStep,
  type StarGrounds,
  starStepKinds,
} from "./star-change.js";

/** A row of star_change with whether an appeal is pending. */
export interface StarChangeRow {
  readonly id: string;
  readonly building_code: string;
  readonly kind: string;
  readonly from_star: number | null;
  readonly to_star: number | null;
  readonly stage: string;
  readonly items: unknown;
  readonly proposed_at: Date;
  readonly proposed_by: string | null;
  readonly confirmed_at: Date | null;
  readonly confirmed_by: string | null;
  readonly notice_at: Date | null;
  readonly hearing_until: Date | null;
  readonly hearing_text: string | null;
  readonly publicity_from: Date | null;
  readonly publicity_until: Date | null;
  readonly effective_at: Date | null;
  readonly plate_number: string | null;
  readonly version: number;
  readonly steps: unknown;
  readonly declined_at: Date | null;
  readonly has_pending_appeal: boolean;
}

/** The columns of `star_change c` for StarChangeRow. */
export const changeColumns = `c.id::text, c.building_code, c.kind, c.from_star, c.to_star, c.stage, c.items, c.proposed_at,
  c.proposed_by::text, c.confirmed_at, c.confirmed_by::text, c.notice_at, c.hearing_until, c.hearing_text, c.publicity_from,
  c.publicity_until, c.effective_at, c.plate_number, c.version, c.steps, c.declined_at,
  EXISTS (SELECT 1 FROM appeal a WHERE a.change_id = c.id AND a.state = 'filed') AS has_pending_appeal`;

/** `SELECT … FROM star_change c` for StarChangeRow. */
export const selectChanges = `SELECT ${changeColumns} FROM star_change c`;

const grounds = z.object({
  asOf: z.string(),
  score: z.number(),
  costs: z.array(z.string()),
  caps: z.array(z.string()),
  rulesVersion: z.string(),
});

/** The stored grounds. Rows that an import or the sample data wrote without any have empty ones. */
function groundsOf(stored: unknown): StarGrounds {
  const parsed = grounds.safeParse(stored);
  return parsed.success ? parsed.data : { asOf: "", score: 0, costs: [], caps: [], rulesVersion: "" };
}

const steps = z.array(
  z.object({
    kind: z.enum(starStepKinds),
    at: z.coerce.date(),
    by: z.string().optional(),
    level: z.enum(reviewLevels).optional(),
    why: z.string().optional(),
  }),
);

/** The stored steps. Throws where they are none. */
const stepsOf = (stored: unknown): readonly StarChangeStep[] =>
  steps.parse(stored).map(({ kind, at, by, level, why }) => ({
    kind,
    at,
    ...(by === undefined ? {} : { by: by as PersonId }),
    ...(level === undefined ? {} : { level }),
    ...(why === undefined ? {} : { why }),
  }));

/** The change of a row. */
export const changeOfRow = (row: StarChangeRow): StarChange => ({
  id: row.id,
  buildingCode: row.building_code as BuildingCode,
  kind: row.kind as StarChangeKind,
  fromStar: row.from_star,
  toStar: row.to_star,
  stage: row.stage as StarChangeStage,
  grounds: groundsOf(row.items),
  proposedAt: row.proposed_at,
  version: row.version,
  steps: stepsOf(row.steps),
  hasPendingAppeal: row.has_pending_appeal,
  ...(row.proposed_by ? { proposedBy: row.proposed_by as PersonId } : {}),
  ...(row.confirmed_at ? { confirmedAt: row.confirmed_at } : {}),
  ...(row.confirmed_by ? { confirmedBy: row.confirmed_by as PersonId } : {}),
  ...(row.notice_at ? { noticeAt: row.notice_at } : {}),
  ...(row.hearing_until ? { hearingUntil: row.hearing_until } : {}),
  ...(row.hearing_text === null ? {} : { hearingText: row.hearing_text }),
  ...(row.publicity_from ? { publicityFrom: row.publicity_from } : {}),
  ...(row.publicity_until ? { publicityUntil: row.publicity_until } : {}),
  ...(row.effective_at ? { effectiveAt: row.effective_at } : {}),
  ...(row.plate_number === null ? {} : { plateNumber: row.plate_number }),
  ...(row.declined_at ? { declinedAt: row.declined_at } : {}),
});

/** The columns that a change never alters after its proposal. */
export const fixedColumns = (change: StarChange) => ({
  kind: change.kind,
  fromStar: change.fromStar,
  toStar: change.toStar,
  items: { ...change.grounds, costs: [...change.grounds.costs], caps: [...change.grounds.caps] },
  proposedAt: change.proposedAt,
  proposedBy: change.proposedBy ?? null,
});

/** The columns that say where a change stands. */
export const movingColumns = (change: StarChange) => ({
  stage: change.stage,
  confirmedAt: change.confirmedAt ?? null,
  confirmedBy: change.confirmedBy ?? null,
  noticeAt: change.noticeAt ?? null,
  hearingUntil: change.hearingUntil ?? null,
  hearingText: change.hearingText ?? null,
  publicityFrom: change.publicityFrom ?? null,
  publicityUntil: change.publicityUntil ?? null,
  effectiveAt: change.effectiveAt ?? null,
  plateNumber: change.plateNumber ?? null,
  steps: change.steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
  declinedAt: change.declinedAt ?? null,
});
