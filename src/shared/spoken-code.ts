import { randomInt } from "node:crypto";

/** The signs of a code that is read aloud and typed on a phone, as a class of regular expressions: no 0 and O, no 1, I and L. */
export const codeSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Whether a code has letters and digits, so that no word and no number is taken for one. */
export const isMixedCode = (code: string): boolean => /[2-9]/u.test(code) && /[A-Z]/u.test(code);

/** A new code, drawn until it holds a letter and a digit. */
export function drawCode(length: number, draw: (below: number) => number = randomInt): string {
  for (;;) {
    const code = Array.from({ length }, () => codeSigns[draw(codeSigns.length)] ?? "").join("");
    if (isMixedCode(code)) return code;
  }
}
