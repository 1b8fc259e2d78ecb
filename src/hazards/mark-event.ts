import type { HazardEvent, HazardMarks } from "./hazard.js";

/** The marks of a case after one more event. */
export function markEvent(marks: HazardMarks, event: HazardEvent): HazardMarks {
  const { kind, at, actorId, data } = event;
  switch (kind) {
    case "accepted":
      return {
        ...without(marks, "unansweredAt"),
        acceptedAt: at.toISOString(),
        ...(actorId ? { acceptedBy: actorId } : {}),
      };
    case "signed":
      return { ...marks, signedAt: marks.signedAt ?? at.toISOString() };
    case "promised":
      return {
        ...without(marks, "promisedBy"),
        promisedAt: at.toISOString(),
        ...(data.promisedBy === undefined ? {} : { promisedBy: data.promisedBy }),
      };
    case "fixed":
      return { ...without(marks, "promisedBy", "promisedAt", "delayAskedAt"), fixedAt: at.toISOString() };
    case "returned":
      return { ...without(marks, "overdueAt"), returns: (marks.returns ?? 0) + 1 };
    case "reopened":
      return without(marks, "overdueAt", "promisedBy", "promisedAt", "delayAskedAt");
    case "extension-requested":
      return { ...marks, delayAskedAt: at.toISOString() };
    case "extended":
      return { ...without(marks, "delayAskedAt", "overdueAt"), extensions: (marks.extensions ?? 0) + 1 };
    case "delay-refused":
      return without(marks, "delayAskedAt");
    case "rescheduled":
      return without(marks, "delayAskedAt", "overdueAt");
    case "reassigned":
      return {
        ...without(marks, "signedAt", "promisedBy", "promisedAt", "delayAskedAt"),
        reassignments: (marks.reassignments ?? 0) + 1,
      };
    case "supervised":
      return { ...marks, supervisedAt: marks.supervisedAt ?? at.toISOString() };
    case "overdue":
      return { ...marks, overdueAt: at.toISOString() };
    case "acknowledged":
      return marks.acknowledgedAt === undefined ? acknowledged(marks, at, actorId) : marks;
    case "unanswered":
      return marks.acknowledgedAt === undefined ? { ...marks, unansweredAt: at.toISOString() } : marks;
    case "merged":
      return data.into === undefined ? marks : { ...marks, mergedInto: data.into };
    default:
      return markMalice(marks, event);
  }
}

function markMalice(marks: HazardMarks, { kind, at, actorId, data }: HazardEvent): HazardMarks {
  switch (kind) {
    case "malice-proposed":
      return data.until === undefined || actorId === undefined
        ? marks
        : { ...marks, maliceBy: actorId, maliceUntil: data.until };
    case "malice-agreed":
      return { ...without(marks, "maliceBy", "maliceUntil"), maliceAgreedAt: at.toISOString() };
    case "malice-refused":
      return without(marks, "maliceBy", "maliceUntil", "maliceAgreedAt");
    default:
      return marks;
  }
}

/** Who takes over first counts; others may say it too. */
const acknowledged = (marks: HazardMarks, at: Date, by: HazardEvent["actorId"]): HazardMarks => ({
  ...without(marks, "unansweredAt"),
  acknowledgedAt: at.toISOString(),
  ...(by ? { acknowledgedBy: by } : {}),
});

function without(marks: HazardMarks, ...names: readonly (keyof HazardMarks)[]): HazardMarks {
  const gone: ReadonlySet<string> = new Set(names);
  return Object.fromEntries(Object.entries(marks).filter(([name]) => !gone.has(name)));
}
