/** A template was written, asked for or filled in a way that does not work. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** One message with gaps: `{{variable}}`, and `{{#variable}}…{{/variable}}` for words that need that variable. */
export interface Template {
  /** Variables outside optional parts. */
  readonly required: ReadonlySet<string>;
  /** Variables that only optional parts use. */
  readonly optional: ReadonlySet<string>;
  /** The text; a part whose variable is missing or empty is left out, and so is a line that only held such parts. */
  fill(variables: Readonly<Record<string, string>>): string;
}

/** Words, a gap, or a part that appears only with its variable. */
type Piece =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "gap"; readonly variable: string }
  | { readonly kind: "part"; readonly variable: string; readonly pieces: readonly Piece[] };

const tag = /\{\{([#/]?)(\w+)\}\}/gu;

/** Reads a template. Throws TemplateError for an empty one, a broken tag, or a part that is not closed or within another. */
export function parseTemplate(name: string, source: string): Template {
  const text = source.trim();
  if (text === "") throw new TemplateError(`${name} is empty`);
  if (/\{\{|\}\}/u.test(text.replaceAll(tag, ""))) throw new TemplateError(`${name} has a broken placeholder`);
  const pieces = readPieces(name, text);
  const required = new Set(pieces.flatMap((piece) => (piece.kind === "gap" ? [piece.variable] : [])));
  const optional = new Set(pieces.flatMap((piece) => (piece.kind === "part" ? variablesOf(piece) : [])));
  return {
    required,
    optional: new Set([...optional].filter((variable) => !required.has(variable))),
    fill: (variables) => dropEmptyLines(write(pieces, variables)),
  };
}

function readPieces(name: string, text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: { readonly variable: string; readonly pieces: Piece[] } | undefined;
  let from = 0;
  for (const match of text.matchAll(tag)) {
    const [whole, sign, variable = ""] = match;
    const into = open?.pieces ?? pieces;
    if (match.index > from) into.push({ kind: "words", text: text.slice(from, match.index) });
    from = match.index + whole.length;
    if (sign === "") into.push({ kind: "gap", variable });
    else if (sign === "#") {
      if (open) throw new TemplateError(`${name}: the part ${variable} begins within ${open.variable}`);
      open = { variable, pieces: [] };
    } else {
      if (open?.variable !== variable) throw new TemplateError(`${name}: the part ${variable} ends but did not begin`);
      pieces.push({ kind: "part", ...open });
      open = undefined;
    }
  }
  if (open) throw new TemplateError(`${name}: the part ${open.variable} does not end`);
  if (from < text.length) pieces.push({ kind: "words", text: text.slice(from) });
  return pieces;
}

const variablesOf = (part: Piece & { readonly kind: "part" }): readonly string[] => [
  part.variable,
  ...part.pieces.flatMap((piece) => (piece.kind === "gap" ? [piece.variable] : [])),
];

/** Stands for a part that was left out, until its line is seen to hold nothing else. */
const leftOut = "\u0000";

function write(pieces: readonly Piece[], variables: Readonly<Record<string, string>>): string {
  const texts = pieces.map((piece) => {
    if (piece.kind === "words") return piece.text;
    if (piece.kind === "gap") return variables[piece.variable] ?? "";
    return variables[piece.variable] ? write(piece.pieces, variables) : leftOut;
  });
  return texts.join("");
}

const dropEmptyLines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !line.includes(leftOut) || line.replaceAll(leftOut, "").trim() !== "")
    .join("\n")
    .replaceAll(leftOut, "");
