// Half-width and full-width digits; a star counts as a digit at the edges, so that a mask is never masked again.
const places = "0-9\\uFF10-\\uFF19";
const digit = `[${places}]`;
const notAfterDigit = `(?<![${places}*])`;
const notBeforeDigit = `(?![${places}*])`;

/** Mobile numbers of the mainland, with or without +86 and gaps of one kind: 138-0013-8000. */
const mobile = new RegExp(
  `${notAfterDigit}((?:\\+?86[ -]?)?)([1\\uFF11][3-9\\uFF13-\\uFF19]${digit})` +
    `(?:([ .-])${digit}{4}\\3?|${digit}{4}[ .-]?)(${digit}{4})${notBeforeDigit}`,
  "gu",
);
/** Bank cards as they are printed: groups of four with one kind of gap. A case number (0413-7) has one gap only. */
const printedCard = new RegExp(
  `${notAfterDigit}${digit}{4}([ -])(?:${digit}{4}\\1){2}${digit}{4}(?:\\1${digit}{1,3})?${notBeforeDigit}`,
  "gu",
);
/** Identity numbers (15 or 18 places, X at the end, right or wrong checksum) and bank cards (16 to 19). */
const longNumber = new RegExp(
  `${notAfterDigit}(?:${digit}{17}[Xx\\uFF38\\uFF58](?![A-Za-z0-9])|${digit}{15,19}${notBeforeDigit})`,
  "gu",
);
/** A building code is no secret: 19 digits that begin with the district. Source: code table of the domain brief. */
const buildingCode = /^440306[0-9]{13}$/u;
/** Licence plates: province, office letter, then five places, six on electric cars, at least one of them a digit. */
const plate =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z])[ ·•・-]?(?=[A-Za-z]{0,5}[0-9])[A-HJ-NP-Za-hj-np-z0-9]{4,5}([A-HJ-NP-Za-hj-np-z0-9挂学警港澳])(?![A-Za-z0-9*])/gu;
const anyDigit = new RegExp(digit, "u");

/** A text without personal numbers, and whether there were any. */
export interface MaskedText {
  readonly text: string;
  readonly found: boolean;
}

/**
 * Takes personal numbers out of a text before it is stored: 138****0000, 4403****0000, 粤B·****1. Building codes and
 * case numbers stay. Linear in the length of the text. Source: masking duty of the data-protection brief.
 */
export function maskPersonalData(text: string): MaskedText {
  if (!anyDigit.test(text)) return { text, found: false };
  const masked = text
    .replace(printedCard, (card, gap: string) => maskLongNumber(card.replaceAll(gap, "")))
    .replace(mobile, "$1$2****$4")
    .replace(longNumber, maskLongNumber)
    .replace(plate, "$1·****$2");
  return { text: masked, found: masked !== text };
}

function maskLongNumber(number: string): string {
  return buildingCode.test(number) ? number : `${number.slice(0, 4)}****${number.slice(-4)}`;
}
