import type { StarRules } from "./star-rules.js";

/**
 * What is wrong with rules of the right shape, one sentence each with the place and the cure: points that do not sum,
 * thresholds and steps out of order, names that stand for nothing, a hazard code in two items. Empty: the rules may be
 * used.
 */
export const checkStarRules = (rules: StarRules): readonly string[] => [
  ...checkSums(rules),
  ...checkOrder(rules),
  ...checkNames(rules),
  ...checkCodes(rules),
  ...checkLevels(rules),
];

function checkSums({ categories, scoreCap }: StarRules): readonly string[] {
  const faults = categories.flatMap((category) => {
    const sum = total(category.items.map((item) => item.max));
    return sum === category.max
      ? []
      : [
          `categories.${category.id}: its items sum to ${sum}, not to its max ${category.max}: ${balance(category.max - sum)}`,
        ];
  });
  const sum = total(categories.map((category) => category.max));
  if (sum === scoreCap) return faults;
  return [...faults, `categories: they sum to ${sum}, not to scoreCap ${scoreCap}: ${balance(scoreCap - sum)}`];
}

const balance = (missing: number): string =>
  missing > 0 ? `give ${missing} more to one of them` : `take ${-missing} from one of them`;

function checkOrder({ categories, thresholds }: StarRules): readonly string[] {
  const faults: string[] = [];
  if (!isFalling(thresholds.map((one) => one.star)) || !isFalling(thresholds.map((one) => one.min)))
    faults.push(
      `thresholds: must fall from the highest star to the lowest, in \`min\` too: ${sayThresholds(thresholds)}`,
    );
  if (thresholds.at(-1)?.min !== 0)
    faults.push("thresholds: the lowest star must have min 0, or some scores have no star");
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

/** The thresholds as they could stand. */
function sayThresholds(thresholds: StarRules["thresholds"]): string {
  const mins = thresholds.map(({ min }) => min).toSorted((a, b) => b - a);
  const stars = thresholds.map(({ star }) => star).toSorted((a, b) => b - a);
  return `for example ${stars.map((star, index) => `${star} from ${mins[index]}`).join(", ")}`;
}

function checkNames(rules: StarRules): readonly string[] {
  const items = rules.categories.flatMap((category) => category.items.map((item) => item.id));
  const categories = rules.categories.map((category) => category.id);
  const stars = rules.thresholds.map(({ star }) => String(star));
  const needs = rules.gates.flatMap((gate) => gate.needs);
  return [
    ...unknown("hazards.overdue.item", "item", { wanted: [rules.hazards.overdue.item], known: items }),
    ...unknown("findings", "item", { wanted: rules.findings.map((finding) => finding.item), known: items }),
    ...unknown("gates", "category", {
      wanted: needs.flatMap((need) => (need.kind === "category-min" ? [need.category] : [])),
      known: categories,
    }),
    ...unknown("gates", "star", { wanted: rules.gates.map(({ star }) => String(star)), known: stars }),
    ...unknown("caps", "star", { wanted: rules.caps.map(({ maxStar }) => String(maxStar)), known: stars }),
  ];
}

const unknown = (
  place: string,
  thing: string,
  { wanted, known }: { readonly wanted: readonly string[]; readonly known: readonly string[] },
): readonly string[] =>
  [...new Set(wanted)]
    .filter((id) => !known.includes(id))
    .map((id) => `${place}: there is no ${thing} ${id}; there are ${known.join(", ")}`);

function checkCodes({ categories }: StarRules): readonly string[] {
  const codes = categories.flatMap((category) => category.items.flatMap((item) => item.hazards));
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  const ids = categories.flatMap((category) => [category.id, ...category.items.map((item) => item.id)]);
  const idsTwice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...twice.map((code) => `categories: hazard ${code} stands in two items: take it out of one`),
    ...idsTwice.map((id) => `categories: the id ${id} is used twice: give one of them another`),
  ];
}

function checkLevels({ thresholds, grades, consequences }: StarRules): readonly string[] {
  const stars = thresholds.map(({ star }) => star);
  const named = grades?.levels.map(({ star }) => star) ?? stars;
  const covered = grades?.levels.flatMap(({ star, covers }) => [star, ...covers]) ?? [1, 2, 3, 4, 5];
  const faults: string[] = [];
  if (!isSame(named, stars))
    faults.push(`grades.levels: there must be one for each star of thresholds: ${stars.join(", ")}`);
  if (!isSame(covered, [1, 2, 3, 4, 5]))
    faults.push("grades.levels: each star from 1 to 5 must belong to exactly one: put the missing ones into covers");
  const without = [...stars, null].filter((star) => consequences.filter((one) => one.star === star).length !== 1);
  if (without.length > 0)
    faults.push(`consequences: there must be one entry each for star ${without.map(String).join(", ")}`);
  return faults;
}

const isSame = (some: readonly number[], others: readonly number[]): boolean => {
  const sorted = (stars: readonly number[]): string => stars.toSorted((a, b) => a - b).join();
  return sorted(some) === sorted(others);
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const isFalling = (numbers: readonly number[], mayStay = false): boolean =>
  numbers.every(
    (one, index) =>
      index === 0 || (mayStay ? one <= (numbers[index - 1] ?? one) : one < (numbers[index - 1] ?? Infinity)),
  );
