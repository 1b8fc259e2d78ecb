import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

const owner = { isResponsible: true, isGroup: false, hasOpenCase: true };

describe("feedback", () => {
  it.each(["已经清走了", "搞定了", "弄好了", "都挪走了", "灭火器换好了", "这次清干净了", "搞掂晒,推走了"])(
    "%s is done",
    (text) => {
      expect(read(text, owner)).toMatchObject({ intent: "feedback", zone: "speak", feedback: { isDone: true } });
    },
  );

  it.each(["明天弄", "师傅没空", "正在处理", "跟租客说了,今晚搬", "等周末"])("%s is not done", (text) => {
    expect(read(text, owner)).toMatchObject({ intent: "feedback", feedback: { isDone: false } });
  });

  it("needs a case where the words could mean anything", () => {
    expect(read("弄好了").intent).toBe("chatter");
    expect(read("弄好了", { hasOpenCase: true }).intent).toBe("feedback");
    expect(read("弄好了", { quote: { text: "请清出楼道", isBot: true } }).intent).toBe("feedback");
    expect(read("8栋的隐患已整改,请复查").intent).toBe("feedback");
  });

  it.each(["作业已经改好了,发你邮箱", "修好了告诉我一声", "衣服洗好了"])("%s is none", (text) => {
    expect(read(text, owner).intent).not.toBe("feedback");
  });
});

describe("the star", () => {
  it.each(["我们楼几星", "3栋现在是几星楼", "帮我查一下8栋的星级", "呢栋楼几多星"])("%s is asked for", (text) => {
    expect(read(text)).toMatchObject({ intent: "star-query", zone: "speak" });
  });

  it("comes with the building", () => {
    expect(read("8栋几星").places).toEqual([{ building: "8栋" }]);
    expect(read("我的楼几星", owner).intent).toBe("star-query");
  });

  it.each(["四星级酒店自助餐团购", "你是什么星座", "今天的星星好漂亮", "几个星期没见了"])("%s is not", (text) => {
    expect(read(text).intent).toBe("chatter");
  });
});

describe("progress", () => {
  it.each(["我的0413-7弄得怎么样了", "我报的那个飞线有人跟进吗", "我上报的隐患处理到哪一步了"])(
    "%s is asked for",
    (text) => {
      expect(read(text)).toMatchObject({ intent: "progress-query", zone: "speak" });
    },
  );

  it("is asked for in few words where a case is open or the line is private", () => {
    expect(read("怎么还没人来").zone).not.toBe("speak");
    expect(read("怎么还没人来", { hasOpenCase: true }).intent).toBe("progress-query");
    expect(read("进度怎么样了", { isGroup: false }).intent).toBe("progress-query");
  });
});

describe("help and receipts", () => {
  it("tells how to report", () => {
    expect(read("怎么上报隐患").intent).toBe("help");
    expect(read("有哪些功能可以用", { mentionsBot: true }).intent).toBe("help");
    expect(read("这个怎么弄").zone).toBe("silent");
  });

  it.each(["收到", "收到👌", "302收到", "1", "[OK]", "好的收到", "#接龙\n1. 3栋 阿贵", "收到,谢谢"])(
    "%s is a receipt",
    (text) => {
      expect(read(text)).toMatchObject({ intent: "acknowledgement", zone: "silent" });
    },
  );

  it("does not take a question for a receipt", () => {
    expect(read("快递收到没").intent).not.toBe("acknowledgement");
  });
});
