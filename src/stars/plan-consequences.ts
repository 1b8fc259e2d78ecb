import { newId } from "../shared/ids.js";
import { isLasting, isPersonal } from "./consequence.js";
import type { ConsequenceEntry, ConsequenceWrite } from "./consequence-entry.js";
import { isAdverse, type StarChange } from "./star-change.js";
import { consequencesOf } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/**
 * What a change of star in effect leads to: what no longer follows from the star ends, what newly follows is granted.
 * Only a fall, a withdrawn plate or a bad first star asks something of a person; what is open already is not asked twice,
 * and a second look at the same change brings nothing more.
 */
export function planConsequences(
  change: StarChange,
  open: readonly ConsequenceEntry[],
  { rules, now }: { readonly rules: StarRules; readonly now: Date },
): readonly ConsequenceWrite[] {
  if (change.stage !== "effective") return [];
  const wanted = consequencesOf(change.toStar, rules)?.kinds ?? [];
  const isAsking = isAdverse(change, rules);
  const ended = open.filter(({ kind }) => !wanted.includes(kind));
  const fresh = wanted.filter(
    (kind) => !open.some((one) => one.kind === kind) && (isLasting(kind) || (isPersonal(kind) && isAsking)),
  );
  return [
    ...ended.map(({ id }) => ({ kind: "ended", id, at: now }) as const),
    ...fresh.map((kind) => {
      const { id: changeId, buildingCode, effectiveAt = now } = change;
      return {
        kind: "granted",
        entry: { id: newId<string>(), buildingCode, changeId, kind, grantedAt: effectiveAt },
      } as const;
    }),
  ];
}
