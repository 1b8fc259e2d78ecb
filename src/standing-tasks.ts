import { housekeepingKind } from "./archive/housekeeping.prisma.js";
import { auditKind } from "./conversation/due-audit.prisma.js";
import { memberListingKind } from "./conversation/due-member-listing.prisma.js";
import { nextNight, nightlyRatingKind } from "./conversation/due-stars.prisma.js";

/** The tasks that repeat by themselves, as they first stand on the list. */
export const standingTasks = (now: Date): readonly { readonly kind: string; readonly dueAt: Date }[] => [
  { kind: nightlyRatingKind, dueAt: nextNight(now) },
  { kind: housekeepingKind, dueAt: now },
  { kind: auditKind, dueAt: now },
  { kind: memberListingKind, dueAt: now },
];
