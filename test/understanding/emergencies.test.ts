import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

describe("danger now", () => {
  it.each([
    ["着火了!快来人", "X01"],
    ["3栋五楼窗户往外冒黑烟", "X01"],
    ["架空层有台电动车烧起来了", "X01"],
    ["火烛啊,快打119", "X01"],
    ["起火哒,就在二楼", "X01"],
    ["配电箱冒烟还有烧焦味", "X01"],
    ["厨房好大煤气味怎么办", "X02"],
    ["楼道里一股臭鸡蛋味,是不是漏气了", "X02"],
    ["不敢开灯,屋里全是煤气味", "X02"],
    ["有人触电了,倒在水里", "X03"],
    ["电线断了掉在积水里,大家别过去", "X03"],
    ["隔壁烧炭取暖,人都叫不醒", "X04"],
    ["电梯卡在六楼,里面有小孩在哭", "X05"],
    ["被困在电梯里了,按铃没人理", "X05"],
    ["楼下有人拿刀砍人,快报警", "X06"],
    ["天台上有个女孩要跳楼", "X07"],
    ["独居的阿婆三天没出门,敲门没人应", "X08"],
    ["我家小孩走丢了,穿蓝色衣服", "X08"],
    ["隔壁老房子墙倒了,还在塌,快跑", "X09"],
    ["老人家晕倒在楼梯口,快叫120", "X10"],
    ["没水没电还着火了,救命", "X01"],
    ["昨天修好的电箱现在又着火了", "X01"],
  ])("%s is %s", (text, code) => {
    const reading = read(text);
    expect(reading).toMatchObject({ intent: "emergency", zone: "speak", emergency: { code } });
    expect(reading.emergency?.phrase.length).toBeGreaterThan(0);
    expect(reading.emergency?.phrase.length).toBeLessThanOrEqual(20);
  });

  it("keeps the place", () => {
    expect(read("二巷8号楼下着火了").places).toEqual([{ building: "二巷8号", spot: "楼下" }]);
  });

  it("is not lowered by who says it or where", () => {
    for (const over of [{ isStaff: true }, { isResponsible: true }, { isGroup: false }, { hasOpenCase: true }])
      expect(read("5栋三楼着火了", over).emergency?.code).toBe("X01");
  });
});

describe("the scenery of a danger", () => {
  it.each(["3栋楼顶的水箱盖子不见了", "楼顶的水箱盖子不见了", "天台水箱的盖子被风吹走了"])(
    "is none by itself: %s",
    (text) => expect(read(text)).toMatchObject({ intent: "report" }),
  );
});
