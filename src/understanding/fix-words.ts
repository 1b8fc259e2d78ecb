/** What says that the work is still to come, is somebody else's, or cannot be done: 约了师傅, 租客不肯搬, 这个不归我. */
const notYet =
  /看看|看一?下|去看|过去看|问[下一]|商量|犹豫|[还都也]?没(?:弄|修|改|换|动|人在|空|有?时间|来|到货|答应|同意)|不(?:肯|让我?进|开门|答应|同意|听|归|是我|配合|愿|在家|在深圳)|[修弄搞拆找打换]不[了到动通完]|没法|没办法|关机|联系|约(?:了|好|的|在)|预约|[订下]了?(?:单|货)|我?订的|路上|马上|等(?:他|她|人|师傅|配件|货|周|礼|天|下|明|后|会|哪|钱|我)|明[天早晚日]|后天|下周|下个|礼拜|周[一二三四五六日末]|改天|回来再|再来|[还就]差|[还只]剩|还有|还要|还是(?:黑|坏|漏|不)|拆?一半|一部分|正在|施工中|临时|准备|打算|想办法|尽快|尽量|处理中|在[弄修改换搬清拆](?!了|好|完)|讲咗|冇人|怎么办|行不行|能不能|可不可以|凭什么|谁出|不行$|去弄了?$|去处理了?$|叫了?(?:师傅|人|电工)了?$/u;
const work =
  "搬清拆换修装移挪推收剪锁关断开弄搞整贴扫拖补加骑拿丢扔冲通盖封停接焊绑抽卖送刷堵登录赶取挂填做配拎验割切立套恢降改";
/** What says that the work is done: 搬走了, 焊好了, 不漏了, 全部换新. */
const finished = new RegExp(
  `[${work}][^,。!?;\\s]{0,8}(?:好|完|走|掉|开|干净|出去|回去|出来|下来|上去|起来|进去|了|咯|咗|哒|啦|喇|利索|妥|合格|正常)` +
    "|(?:好|完|没|通|搞定|搞掂|齐|空|干净|解决|到位|正常|亮)(?:了|咯|啦|哒|喇|咗)" +
    "|不漏|不麻|全亮|都亮|没再|完结|已经?(?:按|换|拆|清|搬|修|整改|处理|恢复|停|取|更换|关|收|剪|登记|补)|全部?(?:换|搬|清|拆|收)|验收|看图",
  "u",
);

/**
 * Whether a normalised line about a fix says that it is finished. Only then may a case go to the recheck: 我去看看 or
 * 租客不肯搬 must leave its deadline and reminders as they are. In doubt it is not.
 */
export const saysFinished = (text: string): boolean => finished.test(text) && !notYet.test(text);

const notFixed =
  /(?:没|冇|未)有?(?:人)?(?:改|弄|修|清|搬|换|处理|解决|整|搞|拆|挪|移)(?!错|$)|(?:没|冇|未)有?人?(?:改|弄|修|清|搬|换|处理|解决|整改|搞|动)(?:啊|呀|呢|嘛|过)?(?:$|[,。! ])|(?:还|又|仍|依然|照样|照旧)是?(?:在|漏|堵|停|堆|坏|响|臭|黑|没|不|那样|这样|原样|一样|老样子|有人停|有人充)|哪里?(?:有)?(?:改|修|弄|搞|清)(?:好|完|掉)?了|改了个寂寞|假的|骗人/u;
const longestDenial = 30;

/**
 * Whether a normalised line of somebody who is told that their hazard is fixed says that it is not: 没改啊 还在, 还是漏.
 * Only for such a line; elsewhere the same words tell of a hazard.
 */
export const saysNotFixed = (text: string): boolean =>
  text.length <= longestDenial && notFixed.test(text) && !/[吗么?]$/u.test(text);
