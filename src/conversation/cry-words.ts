const cry =
  /^(?:救命|救我|救救我|快?来人|快来救(?:我|人)|有没有人|help|sos)(?:啊|呀|哪|吧|救命|[\s\p{P}\p{Extended_Pictographic}])*$/iu;
const longest = 16;

/** Whether a line is a cry for help and nothing else: 救命啊. It may be play or the worst, and no word tells which. */
export const isBareCry = (text: string): boolean => text.length <= longest && cry.test(text.trim());
