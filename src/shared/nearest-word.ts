/** Letters that may differ, as a share of the word. */
const mostDifferent = 0.4;

/** The word of `among` that somebody most likely meant by a mistyped one; undefined where none is near. */
export function nearestWord(mistyped: string, among: readonly string[]): string | undefined {
  const [nearest] = among
    .map((word) => ({ word, letters: lettersBetween(mistyped.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, letters }) => letters <= Math.max(1, Math.max(word.length, mistyped.length) * mostDifferent))
    .toSorted((a, b) => a.letters - b.letters);
  return nearest?.word;
}

/** How many letters to add, leave out or replace to turn one word into the other. */
function lettersBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const replaced = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
