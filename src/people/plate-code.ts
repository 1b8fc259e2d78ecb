import { codeSigns, drawCode, isMixedCode } from "../shared/spoken-code.js";

const codeLength = 6;

/** A new code for a building's plate. It is public and proves nothing: it only says which building is meant. */
export const newPlateCode = (): string => drawCode(codeLength);

const spelled = new RegExp(`(?<![A-Z0-9])[${codeSigns}]{${codeLength}}(?![A-Z0-9])`, "u");

/** The first code in a line, and the line without it; undefined where there is none. */
export function takePlateCode(line: string): { readonly code: string; readonly rest: string } | undefined {
  const upper = line.normalize("NFKC").toUpperCase();
  const code = spelled.exec(upper)?.[0];
  return code !== undefined && isMixedCode(code) ? { code, rest: upper.replace(code, " ") } : undefined;
}
