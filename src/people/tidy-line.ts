const mention = /@\S+\s*/gu;
const greeting = /^(?:你好|您好|哈[喽啰]|喂|hi|hello)[\s,,。!!~]*/iu;
const ending = /(?:[\s。.,,!!~~、;;]|[啊呀哦喔呢哈啦咯](?=[\s。.,,!!~~]*$))+$/u;

/** A line in half width, without the call at its beginning and the marks and particles at its end. */
export const tidyLine = (text: string): string =>
  text.normalize("NFKC").replace(mention, "").trim().replace(greeting, "").replace(ending, "").replace(/\s+/gu, " ");
