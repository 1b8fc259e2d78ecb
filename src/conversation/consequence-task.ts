import type { Changes, TaskIntent } from "./changes.js";

/** The kind of the due task that acts on what follows from a change of star; its subject is the change's id. */
export const consequenceTaskKind = "star-consequence";

/** Acts on what follows from the changes that take effect. */
export const consequenceTasks = (starChanges: Changes["starChanges"]): readonly TaskIntent[] =>
  starChanges.flatMap(({ change }) =>
    change.stage === "effective" && change.effectiveAt
      ? [{ kind: consequenceTaskKind, subject: change.id, dueAt: change.effectiveAt, data: {} }]
      : [],
  );
