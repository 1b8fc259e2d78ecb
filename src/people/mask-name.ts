import { houseRoleWords } from "./role-words.js";
import { surnameIn } from "./staff-name.js";

/** What stands around a name in a chat: 3栋, 楼栋长, (4栋楼长). */
const around = new RegExp(
  `[(（][^)）]*[)）]|[0-9一二三四五六七八九十]+(?:栋|幢|座|号楼|单元|号|楼)|${houseRoleWords}|前台|公寓`,
  "gu",
);

/**
 * A name of which one character is left, whatever its length: 王** for 王建国, 郑** for 11栋前台小郑. What people write
 * around their name in a chat does not count as the name.
 */
export function maskName(name: string): string {
  const [signs = ""] = /\p{Script=Han}+|\p{L}+/u.exec(name.replace(around, " ")) ?? [];
  const [first = ""] = surnameIn(signs) ?? signs;
  return `${first}**`;
}
