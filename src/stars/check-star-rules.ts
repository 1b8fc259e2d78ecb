import type { StarRules } from "./star-rules.js";

/**
 * What is wrong with rules of the right shape, one sentence each with the place: points that do not sum, thresholds and
 * steps out of order, names that stand for nothing, a hazard code in two items. Empty: the rules may be used.
 */
export const checkStarRules = (rules: StarRules): readonly string[] => [
  ...checkSums(rules),
  ...checkOrder(rules),
  ...checkNames(rules),
  ...checkCodes(rules),
];

function checkSums({ categories, scoreCap }: StarRules): readonly string[] {
  const faults = categories.flatMap((category) => {
    const sum = total(category.items.map((item) => item.max));
    return sum === category.max
      ? []
      : [`categories.${category.id}: its items sum to ${sum}, not to its max ${category.max}`];
  });
  const sum = total(categories.map((category) => category.max));
  return sum === scoreCap ? faults : [...faults, `categories: they sum to ${sum}, not to scoreCap ${scoreCap}`];
}

function checkOrder({ categories, thresholds }: StarRules): readonly string[] {
  const faults: string[] = [];
  if (!isFalling(thresholds.map((one) => one.star)) || !isFalling(thresholds.map((one) => one.min)))
    faults.push("thresholds: must fall from the highest star to the lowest");
  for (const { id, max, measure } of categories.flatMap((category) => category.items)) {
    if (!measure) continue;
    if (!isFalling(measure.steps.map((step) => step.from))) faults.push(`items.${id}.measure.steps: must fall`);
    if (
      !isFalling(
        measure.steps.map((step) => step.points),
        true,
      )
    )
      faults.push(`items.${id}.measure.steps: more must not give fewer points`);
    if ([measure.whenMissing, ...measure.steps.map((step) => step.points)].some((points) => points > max))
      faults.push(`items.${id}.measure: gives more than the item's max ${max}`);
  }
  return faults;
}

function checkNames(rules: StarRules): readonly string[] {
  const items = new Set(rules.categories.flatMap((category) => category.items.map((item) => item.id)));
  const categories = new Set(rules.categories.map((category) => category.id));
  const wanted = [rules.hazards.overdue.item, ...rules.findings.map((finding) => finding.item)];
  const unknownItems = wanted.filter((id) => !items.has(id)).map((id) => `there is no item ${id}`);
  const unknownCategories = rules.gates
    .flatMap((gate) => gate.needs)
    .flatMap((need) =>
      need.kind === "category-min" && !categories.has(need.category) ? [`there is no category ${need.category}`] : [],
    );
  return [...unknownItems, ...unknownCategories];
}

function checkCodes({ categories }: StarRules): readonly string[] {
  const codes = categories.flatMap((category) => category.items.flatMap((item) => item.hazards));
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  const ids = categories.flatMap((category) => [category.id, ...category.items.map((item) => item.id)]);
  const idsTwice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...twice.map((code) => `hazard ${code} stands in two items`),
    ...idsTwice.map((id) => `the id ${id} is used twice`),
  ];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const isFalling = (numbers: readonly number[], mayStay = false): boolean =>
  numbers.every(
    (one, index) =>
      index === 0 || (mayStay ? one <= (numbers[index - 1] ?? one) : one < (numbers[index - 1] ?? Infinity)),
  );
