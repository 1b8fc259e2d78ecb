import type { SandboxLine, SandboxWorld } from "../../src/web/sandbox-types.js";

/** A small invented village for the page's tests. */
export const fakeWorld: SandboxWorld = {
  bot: { id: "bot", name: "楼小安" },
  people: [
    { id: "t1", name: "阿芳", role: "tenant", building: "华侨新村3栋", room: "301" },
    { id: "t2", name: "小李", role: "tenant", building: "华侨新村3栋", room: "502" },
    { id: "t3", name: "湘妹子", role: "tenant", building: "华侨新村5栋", room: "204" },
    { id: "l1", name: "陈伯", role: "landlord", building: "华侨新村3栋" },
    { id: "l2", name: "曾姐", role: "landlord", building: "华侨新村5栋" },
    { id: "h1", name: "老周", role: "head", building: "华侨新村3栋" },
    { id: "s1", name: "邓生", role: "sublandlord", building: "华侨新村8栋" },
    { id: "g1", name: "王敏", role: "grid_worker" },
    { id: "c1", name: "麻布社区值班", role: "community" },
    { id: "p1", name: "送水小哥", role: "passerby" },
  ],
  groups: [
    { id: "grp-3", name: "华侨新村3栋住户群", memberIds: ["t1", "t2", "l1", "h1", "g1", "bot"] },
    { id: "grp-5", name: "华侨新村5栋住户群", memberIds: ["t3", "l2", "g1", "bot"] },
    {
      id: "grp-grid",
      name: "麻布社区第3网格房东群",
      memberIds: ["l1", "l2", "h1", "s1", "g1", "c1", "bot"],
    },
  ],
};

/** When the fake's clock stands at the start. */
export const fakeStart = "2026-11-22T09:00:00+08:00";

const sample: readonly Omit<SandboxLine, "seq" | "id">[] = [
  {
    chat: "grp-grid",
    from: "g1",
    text: "各位房东，今晚降温，提醒租客别在屋里烧炭取暖。",
    at: "2026-11-20T17:20:00+08:00",
  },
  { chat: "grp-grid", from: "l2", text: "收到", at: "2026-11-20T17:24:00+08:00" },
  { chat: "grp-5", from: "t3", text: "5栋一楼大门的锁又坏了，门关不上", at: "2026-11-21T19:02:00+08:00" },
  {
    chat: "grp-5",
    from: "bot",
    text: "收到，记下了（1121-1）：5栋一楼大门门锁坏了。请在11月24日 19:02前修好。有照片可以直接发。",
    at: "2026-11-21T19:02:20+08:00",
    causedBy: "m3",
  },
  { chat: "grp-3", from: "t2", text: "有人看见我的快递吗，放在一楼的", at: "2026-11-21T21:10:00+08:00" },
  { chat: "grp-3", from: "h1", text: "在我这里，下来拿", at: "2026-11-21T21:12:00+08:00", quote: 5 },
  { chat: "grp-3", from: "t2", text: "发错了", at: "2026-11-21T21:13:00+08:00", recalled: true },
  { chat: "grp-3", from: "t2", text: "谢谢老周，马上到", at: "2026-11-21T21:13:30+08:00" },
  {
    chat: "direct:g1",
    from: "bot",
    text: "早上好，今天有2件：\n1121-1 5栋大门门锁，还剩2天\n1119-2 8栋天台杂物，今天到期\n回「今日」看全部。",
    at: "2026-11-22T08:00:00+08:00",
  },
];

/** The village's history, as the fake service has it after a reset. */
export const sampleLines = (): SandboxLine[] =>
  sample.map((line, index) => ({ ...line, seq: index + 1, id: `m${index + 1}` }));
