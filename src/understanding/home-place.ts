import { findBuildings } from "./building-mentions.js";
import type { Lexicon } from "./lexicon.js";
import type { PlaceMention } from "./reading.js";

/** What people write of the place where they live or stand themselves. */
const ownHome =
  /(?:我|俺|本|阮|偶)(?:们|地)?(?:自己)?(?:这|那|的)?(?:家|屋|房|宿舍|卧室|客厅|厨房|阳台|厕所|卫生间|浴室|冲凉房|床|门口|窗|楼上|楼下|隔壁|对门|头顶)|(?:家|屋|房间)里(?!人)/u;
const roomInName = /(?<![0-9a-z])(?<room>[1-9][0-9]{2,3}(?:[a-h](?![a-z]))?)(?![0-9])/u;
/** 富民楼管理处, 翠景楼林生: whatever stands before 楼 in a nickname is a name. */
const houseInName = /[\u4e00-\u9fff]{2,3}(?:楼(?![上下道长])|苑|阁|公寓|大厦)/u;
const laneInName = /[\u4e00-\u9fff]{0,4}(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})巷/u;
const numbered = /[一二三四五六七八九十0-9]楼/u;
const mostNames = 5000;

/** Makes what reads the building and the room that somebody carries in the group nickname, such as 3栋502小王. */
export function createReadNickname({
  normalise,
  villages,
}: Pick<Lexicon, "normalise" | "villages">): (nickname: string) => PlaceMention | undefined {
  const known = new Map<string, PlaceMention | undefined>();
  return (nickname) => {
    if (known.has(nickname)) return known.get(nickname);
    const place = placeIn(normalise(nickname), villages);
    if (known.size >= mostNames) known.clear();
    known.set(nickname, place);
    return place;
  };
}

function placeIn(name: string, villages: string): PlaceMention | undefined {
  const [first] = findBuildings(name, { isAnswer: true, isName: true, villages });
  const house = houseInName.exec(name)?.[0];
  const byName = house !== undefined && !numbered.test(house) ? house : laneInName.exec(name)?.[0];
  const building = first?.building ?? byName;
  const behind = first ? name.slice(first.end) : name;
  const room = first?.room ?? roomInName.exec(behind)?.groups?.["room"];
  if (building === undefined && room === undefined) return undefined;
  const estate = first?.estate ?? (first ? /[\u4e00-\u9fff]{2,4}$/u.exec(name.slice(0, first.begin))?.[0] : undefined);
  return {
    ...(building === undefined ? {} : { building }),
    ...(estate === undefined ? {} : { estate }),
    ...(room === undefined ? {} : { room: room.toUpperCase() }),
  };
}

/** Words of places that all share, and of other people: without them a complaint is about one's own four walls. */
const elsewhere =
  /楼[道梯下上顶]|走廊|过道|通道|天台|大门|门口|大堂|大厅|电梯|巷|路口|隔壁|对面|邻居|别人|有人|谁|他们|他家|她家|楼长|公共|停车|充电桩|垃圾桶|整栋|每层|这层|[一二三四五六七八九0-9][楼层栋]/u;

/** What stands in a flat, unless it is said to be somebody else's or everybody's. */
const indoors = /天花板|厕所|马桶|地漏|卫生间|浴室|冲凉房|卧室|客厅|床上|被子|室友|舍友|水槽|洗手盆|洗完澡/u;
const notOwn = /公共|公用|公厕|别人|他家里|她家里|邻居家|隔壁|对面|[0-9]{3}/u;

/** What neighbours do is suffered at home. */
const neighbours = /楼上|楼下|隔壁|对面|邻居/gu;
const suffered = /我|进来|漏|滴|渗|鼓包|墙皮|天花|睡|吵/u;

/** Whether a normalised text speaks of the writer's own home: only then is the room of the nickname the one meant. */
export const speaksOfHome = (text: string): boolean =>
  ownHome.test(text) ||
  !elsewhere.test(text) ||
  (indoors.test(text) && !notOwn.test(text)) ||
  (suffered.test(text) && !elsewhere.test(text.replace(neighbours, "")));
