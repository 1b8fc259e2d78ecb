const surname =
  /^(?:[小老阿大](?<of>\p{Script=Han})|(?<before>\p{Script=Han})(?:工|姐|哥|叔|姨|师傅|老师|主任|站长))$/u;

/** The surname in a name as colleagues call each other: 小王, 老王, 王工, 王姐. */
export function surnameIn(said: string): string | undefined {
  const { of, before } = surname.exec(said)?.groups ?? {};
  return of ?? before;
}

/** Those whom the name fits best: of exactly this name, else with it in theirs, else of its surname. */
export function bestNamed<Named extends { readonly name: string }>(
  people: readonly Named[],
  said: string,
): readonly Named[] {
  const family = surnameIn(said);
  const exact = people.filter(({ name }) => name === said);
  const like = people.filter(({ name }) => name.includes(said));
  const related = people.filter(({ name }) => family !== undefined && name.startsWith(family));
  return [exact, like, related].find((found) => found.length > 0) ?? [];
}
