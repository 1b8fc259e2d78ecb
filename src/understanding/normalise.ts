/** What the normaliser knows: single characters and whole spellings, each with what stands in its place. */
export interface Rewrites {
  /** Traditional character to its simplified one. */
  readonly characters: ReadonlyMap<string, string>;
  /** Spelling to the usual one: Cantonese words, typing errors, names of the electric bike. */
  readonly spellings: ReadonlyMap<string, string>;
}

const zeroWidth = /\p{Cf}|\p{Variation_Selector}/gu;
const blank = /(?<=[\u3400-\u9fff\d])[ \t\u3000]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ \t\u3000]+(?=\d)/g;
const escapedCharacters = /[.*+?^${}()|[\]\\]/g;

/** Makes the function that brings a line to one spelling: NFKC, lower case, simplified script, no blanks between Chinese words, usual words for typing errors and Cantonese. Line ends stay. */
export function createNormalise(rewrites: Rewrites): (text: string) => string {
  const { characters, spellings } = rewrites;
  const longestFirst = [...spellings.keys()].toSorted((a, b) => b.length - a.length);
  const spelling = new RegExp(longestFirst.map((key) => key.replace(escapedCharacters, "\\$&")).join("|"), "g");
  return (text) => {
    const folded = text.normalize("NFKC").toLowerCase().replace(zeroWidth, "");
    const simplified = simplify(folded, characters).replace(blank, "");
    return simplified.replace(spelling, (found) => spellings.get(found) ?? found);
  };
}

function simplify(text: string, characters: ReadonlyMap<string, string>): string {
  let result = "";
  for (const character of text) result += characters.get(character) ?? character;
  return result;
}
