/** More would be no line for a phone. */
const mostNamed = 5;

/** 3栋、5栋, or where there are many 1栋、2栋、3栋、4栋、5栋等12栋. */
export const listNames = (names: readonly string[]): string =>
  names.length <= mostNamed ? names.join("、") : `${names.slice(0, mostNamed).join("、")}等${names.length}栋`;
