const thanks = String.raw`(?:(?:谢谢?|多谢|感谢|唔该|辛苦)[^\s\p{P}\p{S}]{0,8}|麻烦[你您]们?)`;
const nods = String.raw`(?:好的?|行|可以|嗯+|哦+|噢|知道|收到|明白|了解|ok|再见|拜拜|晚安|👌|👍|🙏|🌹)`;
const endings = String.raw`(?:了|啦|啊|呀|吧|哈|哦|呢|的)*`;

const whole = new RegExp(`^[\\s\\p{P}]*(?:(?:${thanks}|${nods})${endings}[\\s\\p{P}~]*)+$`, "iu");

/**
 * Whether a line is only thanks, a nod or a good-bye: an answer would prolong the talk, and nobody needs to hear it
 * passed on. What says anything beside is none: 嗯,他还在门口.
 */
export const isCourtesy = (text: string): boolean => whole.test(text.trim());
