/** What tenants write of a hazard, as people of the neighbourhood say it; `%b` is the building, `%f` a floor. */
export const reports = [
  "%b%f楼楼梯口停了两台电动车,过不去人",
  "%b%f楼楼梯口又停了电鸡",
  "%b%f楼有人把电动车推进屋里充电",
  "%b有人从窗户拉线下来给电动车充电",
  "%b%f楼电线乱拉,挂在楼道里",
  "%b%f楼过道插座烧黑了",
  "%b洗手间水龙头麻手,漏电了",
  "%b%f楼楼道堆了好多纸箱",
  "%b天台门锁了打不开",
  "%b门口消防通道被车堵了",
  "%b%f楼灭火器过期了",
  "%b%f楼应急灯不亮了",
  "%b%f楼烟感一直响,可能坏了",
  "%b消火栓没水",
  "%b%f楼防盗网焊死了没有逃生口",
  "%b一楼店里晚上住人",
  "%b%f楼楼道放了煤气罐",
  "%b外墙瓷砖掉下来了",
  "%b%f楼楼梯扶手松了",
  "%b%f楼天花漏水",
  "%b电梯老是卡住",
  "%b大门门禁坏了",
  "%b楼下垃圾堆了好几天没人收",
  "%b下水道堵了,污水漫出来",
  "%b%f楼楼道灯坏了",
  "%b楼道好多老鼠",
  "%b一楼放了好多油漆桶",
  "%b有人偷偷赌博",
] as const;

/** What is said while something happens. */
export const emergencies = [
  "%b%f楼着火了,好大烟",
  "%b%f楼煤气味好大",
  "%b电梯困了人,快来",
  "%b有人打架,拿着刀",
] as const;

/** What has nothing to do with a case. */
export const smallTalk = [
  "快递放在门卫那里了",
  "今晚有没有人去打球",
  "房租这个月什么时候交",
  "收到",
  "早上好各位邻居",
  "我们楼几星",
  "我报的怎么样了",
  "招普工,包吃住,有意私聊",
] as const;

/** `%n` is the number of the case. The plain ones are taken where somebody has only one. */
export const fixed = ["%n 已经清走了", "%n弄好了", "%n 修好了,你们来看", "已处理 %n", "换新的了 %n"] as const;
export const fixedPlainly = ["已经清走了", "弄好了", "修好了", "已经弄好,辛苦了"] as const;
export const promised = [
  "%n 明天下午弄好",
  "%n后天弄",
  "%n 大后天叫人来修",
  "%n 周末弄好",
  "%n 下周三弄好",
  "%n 过5天弄好",
  "%n 今晚弄",
  "%n 尽快处理",
  "%n 在弄了",
] as const;
export const delays = ["延期 %n 车主出差", "申请延期 %n 材料没到", "延期 %n 师傅回老家了", "想延期 %n 等配件"] as const;
export const objections = ["异议 %n 不是我家的", "有异议 %n 早就清了"] as const;

export const passes = ["通过 %n", "%n 通过", "%n合格", "复查合格 %n"] as const;
export const returns = ["退回 %n 还有一台", "%n 退回 没清完", "不合格 %n 还是老样子"] as const;
export const grants = ["延期 %n 2天", "延期 %n 3天", "延期 %n", "改期 %n 后天18点", "改期 %n 明天20点半"] as const;
export const refusals = ["不延期 %n", "不同意延期 %n 太危险"] as const;
export const falseAlarms = ["误报 %n 现场没有", "不属实 %n"] as const;
export const referrals = ["移交 %n 供电局", "移交 %n 住建"] as const;
export const answers = ["答复 %n 已派人处理", "答复 %n 周五来修"] as const;
export const notFixed = ["没改 %n", "%n 还没弄好", "没改"] as const;
export const withdrawals = ["我看错了", "报错了", "撤回报告"] as const;
export const broadcasts = [
  "群发 今晚7点查电动车入户,请大家配合",
  "群发 明天上午停水,请提前接水",
  "群发 台风要来,请收好阳台的花盆",
] as const;
