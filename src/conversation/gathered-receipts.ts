import type { Building } from "../buildings/building.js";
import { chatKey } from "../channels/channel.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode } from "../shared/ids.js";
import { buildingWords } from "./case-words.js";
import type { LineIntent, TaskIntent } from "./changes.js";

/** The kind of the due task that lets a group hear of a new case together with others; its subject is the case. */
export const gatheredReceiptKind = "gathered-receipt";

/** More numbers than these nobody reads; their reporters know them from the private receipt. */
const mostNumbers = 100;
/** Later than this the line would only startle. */
const tellWithinMs = 3_600_000;

/** Lets the group of these new cases hear of them at `dueAt`. */
export const gatherReceipts = (cases: readonly Hazard[], dueAt: Date): readonly TaskIntent[] =>
  cases.map(({ id }) => ({ kind: gatheredReceiptKind, subject: id, dueAt, data: {} }));

/** One line for each group, with the numbers of the cases that are still open: 3栋 0413-7、0413-9;5栋 0413-8. */
export function gatheredReceipts(
  cases: readonly Hazard[],
  context: { readonly buildings: ReadonlyMap<BuildingCode, Building>; readonly now: Date },
): readonly LineIntent[] {
  const open = cases.filter((hazard) => !isClosed(hazard)).toSorted(byOpening);
  return [...groupBy(open, ({ ref }) => chatKey(ref)).values()].flatMap((ofGroup): readonly LineIntent[] => {
    const [first] = ofGroup;
    if (!first) return [];
    const items = [...groupBy(ofGroup.slice(0, mostNumbers), ({ buildingCode }) => buildingCode)].map(
      ([code, here]) => `${buildingWords(context, code)} ${here.map(({ number }) => number).join("、")}`,
    );
    return [
      {
        ref: first.ref,
        template: "receipts",
        variables: {
          count: String(ofGroup.length),
          items: `${items.join(";")}${ofGroup.length > mostNumbers ? "…" : ""}`,
        },
        urgency: "group",
        dedupeKey: `receipts:${first.id}`,
        expiresAt: new Date(context.now.getTime() + tellWithinMs),
      },
    ];
  });
}

const byOpening = (a: Hazard, b: Hazard): number =>
  a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1);
