import { type BuildingMention, type BuildingQuestion, findBuildings } from "./building-mentions.js";
import type { Line } from "./line.js";
import { numberOf, numeral } from "./numerals.js";
import type { PlaceMention } from "./reading.js";
import type { Hit } from "./word-book.js";

const floorWord = new RegExp(`(?<below>负|地下|b)?(?<number>${numeral})(?:楼|层|f(?![a-z]))(?!长|盘|主)`, "u");
const basement = /b(?<number>[1-4])(?![0-9栋座])/u;
const lowest = 1;
const highest = 60;
/** Directly behind the building, at most a unit and a floor between: 3栋2单元502. */
const spokenRoom = "[一二三四五六七八九][零〇幺一二三四五六七八九][一二三四五六七八九幺]";
const roomBehind = new RegExp(
  `^[,的\\- ]{0,2}(?:${numeral}单元)?(?:${numeral}[楼层])?[,的\\- ]{0,2}(?:(?<room>[1-9][0-9]{2,3}[a-h]?)(?![0-9a-z元块个度斤米平号年月])|(?<spoken>${spokenRoom})(?![楼层个]))`,
  "u",
);
/** Without a building: a number like a room (…01 to …40) that is no price, time, quantity or code. */
const roomAlone = new RegExp(
  `(?<![0-9a-z.\\-:/#¥加减共才卖价码号群收出押租付元块第约近达]|尾号|手机|车牌|密码|电话|工资|月薪|国道|公交|微信)(?:(?<room>[1-9][0-9]?(?:0[1-9]|[1-3][0-9]|40)[a-d]?)(?![0-9a-z.:/%元块度斤米平分人年月日公里瓦路线台件次克毫吨多页级层楼个])(?!号(?!房)|的快递|天(?!天))|(?<spoken>[一二三四五六七八九]零[一二三四五六七八九])(?![楼层个]))`,
  "u",
);
/** Further behind a building: 12栋,发现605室内. */
const roomNear = /(?<![0-9])(?<room>[1-9][0-9]{2,3})(?:室|房|户|里面|屋里|那户|那间|那家)/u;
/** 203和205两户: rooms that share what is said of them. */
const roomList =
  /(?<![0-9a-z.:-])[1-9][0-9]?(?:0[1-9]|[1-3][0-9]|40)(?:[和跟与同、, ][1-9][0-9]?(?:0[1-9]|[1-3][0-9]|40)){1,3}(?![0-9a-z元块度斤米平分人年月])/u;
/** 不是302: not the room that is meant. */
const deniedRoom = /不(?:是|系|在)[1-9][0-9]{2,3}/gu;
/** 日期2003: a year on a thing. */
const yearWritten = /(?:日期|印着|印的|写着|写的|生产|出厂|过期|标着)[^0-9]{0,4}(?:19|20)[0-9]{2}/gu;
const hotline = /^(?:110|119|120|122|114)$/u;

/** What the place finder looks at. */
export interface PlaceQuestion extends BuildingQuestion {
  /** Whether rooms, floors and spots without a building count: only in lines that report something. */
  readonly isLoose: boolean;
  readonly spots: number;
}

/** The places of a line: each building with the floor, room and spot said with it; or floor, room and spot alone. */
export function findPlaces(line: Line, question: PlaceQuestion): readonly PlaceMention[] {
  const buildings = withoutDenied(line.text, findBuildings(line.text, question));
  const spots = longestOnly(line.hits.get(question.spots) ?? []);
  if (buildings.length === 0) return question.isLoose ? withoutBuilding(line.text, spots) : [];
  return buildings.flatMap((one, place) => {
    const until = buildings[place + 1]?.begin ?? line.text.length;
    const from = place === 0 ? 0 : one.begin;
    const segment = line.text.slice(one.end, until);
    const found = placeOf(one, { segment, spot: spotIn(line.text, spots, { from, after: one.end, until }) });
    const rooms = listedRooms(segment);
    return rooms.length > 0 && one.room === undefined ? rooms.map((room) => ({ ...found, room })) : [found];
  });
}

/** 203和205, 201 202 203: rooms that share what is said of them. */
const listedRooms = (text: string): readonly string[] => roomList.exec(text)?.[0].match(/[0-9]+/gu) ?? [];

/** 不是3栋,是5栋 names 5栋; 我住3栋,5栋着火了 names 5栋. */
function withoutDenied(text: string, buildings: readonly BuildingMention[]): readonly BuildingMention[] {
  const kept = buildings.filter((one) => !/(?:不是|不在|不系)[\u4e00-\u9fff]{0,6}$/u.test(text.slice(0, one.begin)));
  if (kept.length < 2) return kept;
  const others = kept.filter(
    (one) => !/(?:我住|我是|住在|我在)$/u.test(text.slice(0, one.begin - (one.estate?.length ?? 0))),
  );
  return others.length > 0 ? others : kept;
}

function placeOf(
  { building, estate, room: written }: BuildingMention,
  { segment, spot }: { readonly segment: string; readonly spot: string | undefined },
): PlaceMention {
  const floor = floorIn(segment);
  const room = written ?? roomOf(roomBehind.exec(segment)) ?? roomOf(roomNear.exec(segment));
  return { building, ...rest({ estate, floor, room, spot }) };
}

/** 203, or 二零三 as digits. */
function roomOf(match: RegExpExecArray | null): string | undefined {
  const { room, spoken } = match?.groups ?? {};
  return room ?? (spoken === undefined ? undefined : String(numberOf(spoken.replaceAll("幺", "一"))));
}

interface Parts {
  readonly estate?: string | undefined;
  readonly floor: number | undefined;
  readonly room: string | undefined;
  readonly spot: string | undefined;
}

const rest = ({ estate, floor, room, spot }: Parts): PlaceMention => ({
  ...(estate === undefined ? {} : { estate }),
  ...(floor === undefined ? {} : { floor }),
  ...(room === undefined ? {} : { room }),
  ...(spot === undefined ? {} : { spot }),
});

function withoutBuilding(text: string, spots: readonly Hit[]): readonly PlaceMention[] {
  const listed = listedRooms(text);
  if (listed.length > 0 && text.search(deniedRoom) < 0) return listed.map((one) => ({ room: one }));
  const room = roomOf(roomAlone.exec(text.replace(deniedRoom, "").replace(yearWritten, "")));
  const [first] = spots;
  const spot = first ? text.slice(first.begin, first.end) : undefined;
  const place = rest({ floor: floorIn(text), room: room !== undefined && hotline.test(room) ? undefined : room, spot });
  return Object.keys(place).length > 0 ? [place] : [];
}

function floorIn(text: string): number | undefined {
  const below = basement.exec(text)?.groups?.["number"];
  if (below !== undefined) return -Number(below);
  const groups = floorWord.exec(text)?.groups;
  if (!groups) return undefined;
  const floor = numberOf(groups["number"] ?? "");
  if (!(floor >= lowest && floor <= highest)) return undefined;
  return groups["below"] === undefined ? floor : -floor;
}

/** The first spot behind the building, else the last before it. */
function spotIn(
  text: string,
  spots: readonly Hit[],
  where: { readonly from: number; readonly after: number; readonly until: number },
): string | undefined {
  const behind = spots.find((spot) => spot.begin >= where.after - 1 && spot.end <= where.until);
  const ahead = spots.findLast((spot) => spot.begin >= where.from && spot.end <= where.after);
  const spot = behind ?? ahead;
  return spot ? text.slice(spot.begin, spot.end) : undefined;
}

/** 楼梯口 hides 楼梯. */
const longestOnly = (hits: readonly Hit[]): readonly Hit[] =>
  hits
    .filter(
      (one) =>
        !hits.some(
          (other) =>
            other !== one &&
            other.begin <= one.begin &&
            one.end <= other.end &&
            other.end - other.begin > one.end - one.begin,
        ),
    )
    .toSorted((a, b) => a.begin - b.begin);
