/** Runs works of one chat one after the other, and of different chats side by side. */
export type InChatOrder = <T>(chat: string, work: () => Promise<T>) => Promise<T>;

/**
 * Keeps the lines of a chat in the order in which the network told them: translating one may take a look-up, and a line
 * that needs none must not overtake it. A work that rejects does not stop those after it.
 */
export function createChatOrder(): InChatOrder {
  const tails = new Map<string, Promise<unknown>>();
  return (chat, work) => {
    const turn = (tails.get(chat) ?? Promise.resolve()).then(work);
    const tail = turn.then(
      () => {},
      () => {},
    );
    tails.set(chat, tail);
    void tail.then(() => tails.get(chat) === tail && tails.delete(chat));
    return turn;
  };
}
