import { encode } from "uqr";

/** Modules of white around the code that readers need. Source: ISO/IEC 18004. */
const quietZone = 4;

/**
 * The QR code of a text as an SVG picture without a size of its own: one path of dark modules on white. A quarter of it
 * may be scratched or dirty (level Q), as it hangs at a front door for years.
 */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: "Q", border: quietZone });
  const rows = data.map((row, y) => rowPath(row, y)).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${rows}" fill="#000"/></svg>`
  );
}

/** Each run of dark modules as one rectangle. */
function rowPath(row: readonly boolean[], y: number): string {
  const starts = row.flatMap((isDark, x) => (isDark && !row[x - 1] ? [x] : []));
  return starts
    .map((x) => {
      const end = row.indexOf(false, x);
      const width = (end < 0 ? row.length : end) - x;
      return `M${x} ${y}h${width}v1h-${width}z`;
    })
    .join("");
}
