/** How people spell, as data: see `templates/understanding/spellings.yaml` and `characters.yaml`. */
export interface Spelling {
  /** Character by character: traditional, Cantonese, slips. */
  readonly characters: ReadonlyMap<string, string>;
  /** Whole phrases, applied after the characters. */
  readonly phrases: ReadonlyMap<string, string>;
}

/** Characters that are read of a line: what is urgent stands at the beginning. */
export const mostCharacters = 1000;

/** Soft hyphens, joiners, direction marks, variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** 着 火 了: blanks between single characters mean nothing. */
const spelledOut = /(?:[\u4e00-\u9fff0-9][ \t]+){3,}[\u4e00-\u9fff0-9]/gu;
const besideNumber = /(?<=[0-9])[ \t]+(?=[栋号座楼层巷幢单])|(?<=[栋号座楼层巷幢])[ \t]+(?=[0-9])/gu;

/**
 * One spelling for all: half width, lower case, simplified characters, nothing invisible, usual words for Cantonese
 * ones. Line ends become the end of a sentence. Never throws; broken surrogates stay as they are.
 */
export function createNormalise(spelling: Spelling): (text: string) => string {
  const table = new Uint16Array(65_536);
  for (const [from, to] of spelling.characters) table[from.charCodeAt(0)] = to.charCodeAt(0);
  const phrases = new RegExp([...spelling.phrases.keys()].toSorted((a, b) => b.length - a.length).join("|"), "gu");
  return (text) => {
    const plain = text.slice(0, mostCharacters).normalize("NFKC").toLowerCase().replace(invisible, "");
    const simple = mapCharacters(plain, table);
    const tight = /\s/u.test(simple) ? closeGaps(simple) : simple;
    return tight.replace(phrases, (found) => spelling.phrases.get(found) ?? found);
  };
}

function mapCharacters(text: string, table: Uint16Array): string {
  let mapped: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const to = table[text.charCodeAt(at)] ?? 0;
    if (to !== 0) mapped = (mapped ?? text.slice(0, at)) + String.fromCharCode(to);
    else if (mapped !== undefined) mapped += text[at] ?? "";
  }
  return mapped ?? text;
}

const closeGaps = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/gu, "。")
    .replace(spelledOut, (found) => found.replace(/[ \t]/gu, ""))
    .replace(besideNumber, "");
