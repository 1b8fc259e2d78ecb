import type { LineDraft } from "../delivery/line.js";
import type { HazardStep } from "../hazards/apply-event.js";
import type { HazardId, MessageId } from "../shared/ids.js";
import type { LineIntent, LineVariable, Word } from "./changes.js";

/** Renders a template of `templates/messages`. Throws when a variable is missing or unknown. */
export type Render = (template: string, variables: Readonly<Record<string, string>>) => string;

/** Turns intents into lines, now that new cases have their numbers. */
export function renderLines(
  intents: readonly LineIntent[],
  how: {
    readonly render: Render;
    readonly numbers: ReadonlyMap<HazardId, string>;
    readonly causedBy?: MessageId | undefined;
  },
): readonly LineDraft[] {
  return intents.map(({ template, variables, ...rest }) => ({
    ...rest,
    kind: template,
    text: how.render(template, spell(variables, how.numbers)),
    ...(how.causedBy ? { causedBy: how.causedBy } : {}),
  }));
}

function spell(
  variables: Readonly<Record<string, LineVariable | undefined>>,
  numbers: ReadonlyMap<HazardId, string>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, (Array.isArray(value) ? value : [value]).map((word) => spellWord(word as Word, numbers)).join("")]],
  );
  return Object.fromEntries(entries);
}

function spellWord(word: Word, numbers: ReadonlyMap<HazardId, string>): string {
  if (typeof word === "string") return word;
  const number = numbers.get(word.numberOf);
  if (number === undefined) throw new Error(`case ${word.numberOf} has no number yet`);
  return number;
}

/** The steps with their case numbers filled in. */
export const numbered = (steps: readonly HazardStep[], numbers: ReadonlyMap<HazardId, string>): readonly HazardStep[] =>
  steps.map((step) => ({
    ...step,
    hazard: { ...step.hazard, number: numbers.get(step.hazard.id) ?? step.hazard.number },
  }));
