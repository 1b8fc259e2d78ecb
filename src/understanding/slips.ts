/** Characters that are written for one another because they sound the same, by the right one. */
export type Alike = Readonly<Record<string, string>>;

const leastLength = 3;

/**
 * A word and its likely misspellings: one character of it replaced by one that sounds the same. Words of one or two
 * characters have none: too many of them are other words (飞现 for 飞线 stands in 飞现在, 照火 in 参照火灾).
 */
export function withSlips(word: string, alike: Alike): readonly string[] {
  if (word.length < leastLength) return [word];
  const characters = word.split("");
  const slips = characters.flatMap((character, place) =>
    (alike[character] ?? "").split("").map((other) => characters.with(place, other).join("")),
  );
  return [word, ...slips];
}
