import { findCommand } from "./commands.js";
import type { Evidence } from "./evidence.js";
import { findPlaces } from "./places.js";
import type { Command, PlaceMention } from "./reading.js";

/** A short answer to what the bot asked: yes or no, a place, or both. */
export interface Answer {
  readonly command?: Command;
  readonly places: readonly PlaceMention[];
}

const longest = 24;
const fillers =
  /^(?:对啊|对的|对|是的|是|就是|应该是|好像是|在|就在|嗯|哦|我们|我家|我住|我是|那个|这个|的|号)+|(?:的|那里|那边|这里|这边|啊|呀|吧|呢|哦|啦|旁边|附近|里面|上面|下面|门口)+$/gu;
const separators = /[\s,.。!?、;:]+/gu;
const placeWords =
  /\d{1,4}|[一二三四五六七八九十两]+|[a-z]|栋|幢|座|洞|号|楼|层|巷|室|房|之|楼梯间?口?|楼道口?|过道|走廊|通道|天台|楼顶|大?门口|大门|楼下|单元|地下室|车库|车棚|架空层|电梯口?|阳台|厨房|村|新村|花园|小区/gu;
const spareCharacters = 2;

/** The answer in a line that follows a question of the bot. Undefined for a line that is more than an answer. */
export function findAnswer({ input, words, places, hits }: Evidence): Answer | undefined {
  if (!input.hasOpenQuestion || words.length > longest || hits.has("silent")) return undefined;
  const whole = findCommand(input, words);
  if (whole?.kind === "yes" || whole?.kind === "no") return { command: whole, places: [] };
  const [head = "", ...rest] = words.split(separators).filter((part) => part !== "");
  const first = rest.length > 0 ? findCommand(input, head) : undefined;
  const command = first?.kind === "yes" || first?.kind === "no" ? first : undefined;
  const tail = command ? rest.join(",") : words;
  if (!isOnlyPlace(tail)) return command && tail.length <= spareCharacters ? { command, places: [] } : undefined;
  const named = command ? findPlaces(tail) : places;
  if (named.length === 0) return undefined;
  return command ? { command, places: named } : { places: named };
}

function isOnlyPlace(words: string): boolean {
  const core = words.replaceAll(separators, "").replaceAll(fillers, "");
  const left = core.replaceAll(placeWords, "");
  return core !== left && left.length <= spareCharacters && left.length < core.length / 2 + 1;
}
