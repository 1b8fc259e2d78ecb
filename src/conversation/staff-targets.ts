import type { ReportedHazard } from "../hazards/hazard-store.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { CaseTargets } from "../understanding/reading.js";
import type { MessageContext } from "./context.js";

/** The cases that a command names, and the words that name none. */
export interface ResolvedTargets {
  readonly found: readonly ReportedHazard[];
  readonly unknown: readonly string[];
}

/** Finds the cases that `targets` name: numbers, places in the list last shown, or all of `among`. */
export function resolveTargets(
  context: MessageContext,
  targets: NonNullable<CaseTargets["targets"]>,
  among: { readonly all: readonly ReportedHazard[]; readonly likely: readonly ReportedHazard[] },
): ResolvedTargets {
  if (targets[0] === "all") return { found: among.likely, unknown: [] };
  const looked = targets.map((word) => ({ word, found: findTarget(context, word, among.all) }));
  const found = looked.flatMap((one) => (one.found ? [one.found] : []));
  return {
    found: [...new Map(found.map((one) => [one.hazard.id, one])).values()],
    unknown: looked.flatMap((one) => (one.found ? [] : [one.word])),
  };
}

/** A case by its number, by its place in the list last shown, or by the last part of its number where it is of today. */
export function findTarget(
  { dialog, now }: Pick<MessageContext, "dialog" | "now">,
  word: string,
  among: readonly ReportedHazard[],
): ReportedHazard | undefined {
  if (word.includes("-")) return among.find(({ hazard }) => hazard.number === word);
  const listed = dialog?.data.kind === "case-list" ? dialog.data.hazardIds[Number(word) - 1] : undefined;
  if (dialog?.data.kind === "case-list") return among.find(({ hazard }) => hazard.id === listed);
  const today = shanghaiDay(now);
  return among.find(({ hazard }) => hazard.openedOn === today && hazard.number.split("-")[1] === word);
}
