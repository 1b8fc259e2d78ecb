/** 12-1号, 12-1门口: a house behind a house. */
const behindHouse =
  /(?<![0-9a-z#\-.:/])[0-9]{1,3}-[0-9]{1,2}(?:号|(?=门口|楼[道梯下上顶长]|[0-9一二三四五六七八九]{1,2}楼|天台|大门|[顶底首]层|的(?!比)|[ ,][1-9][0-9]{2,3}(?![0-9])|[跟和与、 ][0-9]{1,3}-[0-9]{1,2}(?![0-9分比])))/gu;
/** The second of two such houses, or one that answers the question which. */
const behindSecond = /(?<=[0-9]{1,3}-[0-9]{1,2}[跟和与、 ])[0-9]{1,3}-[0-9]{1,2}(?![0-9\-.:/分比])/gu;
const behindAlone = /^(?:门牌)?是?(?<house>[0-9]{1,3}-[0-9]{1,2})(?![0-9\-.:/分比])/u;
const behindInName = /(?<![0-9a-z\-.:/])[0-9]{1,3}-[0-9]{1,2}(?![0-9\-.:/])/gu;

/** 12-1 is a house behind a house, a score, or a part of a number: what stands around it tells. */
export function behindHouses(
  text: string,
  { isAnswer, isName = false }: { readonly isAnswer: boolean; readonly isName?: boolean },
): readonly RegExpMatchArray[] {
  if (isName) return [...text.matchAll(behindInName)];
  const alone = isAnswer ? behindAlone.exec(text) : null;
  if (alone) return [alone];
  return [...text.matchAll(behindHouse), ...text.matchAll(behindSecond)];
}
