import type { PhotoFlag } from "../hazards/photo-flags.js";
import { groupBy } from "../shared/group-by.js";

const mostWarnings = 4;

/** What the grid worker reads of the flags of photos: 这张和整改前的照片一样;照片是3天前拍的, or of several 第2、3张是3天前拍的. */
export function photoWarnings(photos: readonly (readonly PhotoFlag[])[]): string {
  const remarks = photos.flatMap((flags, at) => flags.map((flag) => ({ ...wordsOf(flag), place: at + 1 })));
  const said = [...groupBy(remarks, (one) => one.words)].map(([words, ones]) =>
    photos.length === 1
      ? `${ones[0]?.subject ?? ""}${words}`
      : `第${ones.map((one) => one.place).join("、")}张${words}`,
  );
  return [...said.slice(0, mostWarnings), ...(said.length > mostWarnings ? ["等等"] : [])].join(";");
}

/** The words, and how they begin where there is one photo only. */
function wordsOf(flag: PhotoFlag): { readonly subject: string; readonly words: string } {
  switch (flag.kind) {
    case "same-as-before":
      return { subject: "这张", words: flag.isExact ? "和整改前的照片一样" : "和整改前的照片几乎一样" };
    case "used":
      return {
        subject: "这张",
        words: flag.isExact ? `照片以前用过(编号${flag.number})` : `和以前用过的照片几乎一样(编号${flag.number})`,
      };
    case "old":
      return { subject: "照片", words: flag.days > 0 ? `是${flag.days}天前拍的` : "是上报之前拍的" };
    case "far":
      return { subject: "", words: `拍照位置离这栋楼约${distanceWords(flag.metres)}` };
  }
}

function distanceWords(metres: number): string {
  if (metres < 950) return `${Math.round(metres / 100) * 100}米`;
  const kilometres = metres / 1000;
  return `${kilometres < 10 ? Number(kilometres.toFixed(1)) : Math.round(kilometres)}公里`;
}
