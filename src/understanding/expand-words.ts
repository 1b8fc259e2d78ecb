/**
 * The words of a list in the lexicon's notation: blanks between words, `(a|b)` for either, `(a|)` for a or nothing.
 * Throws where a bracket does not close.
 */
export function expandWords(list: string): readonly string[] {
  return splitOutsideBrackets(list).flatMap(expandOne);
}

/** Blanks inside brackets do not part words. */
function splitOutsideBrackets(list: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let depth = 0;
  for (const character of list) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (/\s/u.test(character) && depth === 0) {
      if (word !== "") words.push(word);
      word = "";
    } else word += character;
  }
  if (depth !== 0) throw new Error(`a bracket does not close in "${word}"`);
  return word === "" ? words : [...words, word];
}

function expandOne(word: string): readonly string[] {
  const bracket = /^(?<before>[^(]*)\((?<choices>[^()]*)\)(?<after>.*)$/u.exec(word)?.groups;
  if (!bracket) return [word];
  const { before = "", choices = "", after = "" } = bracket;
  return choices.split("|").flatMap((choice) => expandOne(`${before}${choice}${after}`));
}
