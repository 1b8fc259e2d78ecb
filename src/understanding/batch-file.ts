import { type EvaluationLine, evaluationLine } from "./evaluation-line.js";

const separator = " || ";
const code = /^[A-Z]\d{2}(?:,[A-Z]\d{2})*$/u;

/**
 * Reads labelled lines in the notation of `training/README.md`: sections `## INTENT [CODES] [key=value …]`, each followed
 * by lines `text[ || key=value; …]`. Throws an error that names the file and the line that is wrong.
 */
export function parseBatch(content: string, name: string): readonly EvaluationLine[] {
  const lines: EvaluationLine[] = [];
  let section: Readonly<Record<string, string>> = {};
  for (const [place, line] of content.split("\n").entries()) {
    if (line.trim() === "" || /^#(?!#|接龙)/u.test(line)) continue;
    if (line.startsWith("## ")) {
      section = parseHeader(line.slice(3));
      continue;
    }
    const parsed = evaluationLine.safeParse(toLine(section, line));
    if (!parsed.success) throw new Error(`${name}:${place + 1}: ${parsed.error.issues[0]?.message ?? ""}: ${line}`);
    lines.push(parsed.data);
  }
  return lines;
}

function parseHeader(header: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  // A value of prev may hold blanks and stands last.
  const [before = "", prev] = header.split(/\sprev=(.*)$/u);
  if (prev !== undefined) fields["prev"] = prev;
  const [intent = "", ...words] = before.trim().split(/\s+/u);
  for (const word of words) {
    if (code.test(word)) fields["codes"] = word;
    else addField(fields, word);
  }
  return { ...fields, intent };
}

function addField(fields: Record<string, string>, field: string): void {
  const [key = "", ...value] = field.trim().split("=");
  if (key !== "") fields[key] = value.join("=").trim();
}

function toLine(section: Readonly<Record<string, string>>, line: string): Readonly<Record<string, unknown>> {
  const [text = "", annotations = ""] = line.split(separator);
  const own: Record<string, string> = {};
  for (const field of annotations.split(";")) addField(own, field);
  const { intent, codes = "", role, chat, media, nick, prev, ...fields } = { ...section, ...own };
  const [caseCode, caseBuilding] = fields["case"]?.split("@") ?? [];
  return {
    text: text.trim(),
    intent,
    hazards: codes.split(/[,、]/u).filter((one) => code.test(one)),
    sender_role: role || undefined,
    chat: chat || undefined,
    media: media ? [media] : undefined,
    sender_nick: nick || undefined,
    prev: prev ? prev.split(" / ") : undefined,
    open_case: caseCode === undefined ? undefined : { code: caseCode, building: caseBuilding },
    building: fields["building"] || undefined,
    room: fields["room"] || undefined,
    mentions_bot: "mention" in fields ? true : undefined,
    hard_negative: "hard" in fields ? true : undefined,
  };
}
