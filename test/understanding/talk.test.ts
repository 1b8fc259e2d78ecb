import { describe, expect, it } from "vitest";
import { read } from "./reader.js";

describe("small intents", () => {
  it.each(["收到", "收到👌", "302收到", "1", "[OK]", "好的收到", "1. 张三 3栋\n2. 李四 5栋"])(
    "counts %s as seen",
    (text) => {
      expect(read(text)).toMatchObject({ intent: "acknowledgement", zone: "silent" });
    },
  );

  it.each(["我们楼几星", "8栋几星", "我的楼几星"])("answers the star query %s", (text) => {
    expect(read(text)).toMatchObject({ intent: "star-query", zone: "speak" });
  });

  it.each(["进度", "我报的弄得怎么样了", "0413-7怎么样了"])("answers the progress query %s", (text) => {
    expect(read(text, { isGroup: false })).toMatchObject({ intent: "progress-query", zone: "speak" });
  });

  it.each(["已经清走了", "清干净了", "这次清干净了", "搞掂", "弄好了", "挪走了", "换好了", "修好了"])(
    "takes %s of a landlord as done",
    (text) => {
      expect(read(text, { isResponsible: true })).toMatchObject({ intent: "feedback", feedback: { isDone: true } });
      expect(read(text).feedback).toBeUndefined();
    },
  );

  it.each(["明天弄", "师傅没空", "正在处理"])("takes %s of a landlord as not done", (text) => {
    expect(read(text, { isResponsible: true }).feedback).toEqual({ isDone: false });
  });

  it("gives help when asked", () => {
    expect(read("怎么用").command).toEqual({ kind: "help" });
  });
});

describe("ordinary talk read in hope of an answer", () => {
  it.each([
    "中午吃什么",
    "我在楼下等你",
    "明天来我家吃饭",
    "今天好热",
    "手机修好了",
    "有人看到我的钥匙吗",
    "3栋有房出租",
    "孩子作业写完了",
  ])("stays chatter: %s", (text) => {
    const reading = read(text, { hasOpenQuestion: true, hasOpenCase: true });
    expect(reading).toMatchObject({ intent: "chatter", zone: "silent", places: [] });
    expect([reading.command, reading.feedback]).toEqual([undefined, undefined]);
  });
});
