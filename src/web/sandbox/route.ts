/** Which identity looks at which chat; kept in the address's hash so that going back works as in an app. */
export interface Route {
  readonly personId?: string;
  readonly chatId?: string;
}

/** Reads `#as=p1&chat=g1`. */
export function parseRoute(hash: string): Route {
  const fields = new URLSearchParams(hash.replace(/^#/u, ""));
  const personId = fields.get("as");
  const chatId = fields.get("chat");
  return { ...(personId ? { personId } : {}), ...(chatId ? { chatId } : {}) };
}

/** Writes `#as=p1&chat=g1`. */
export function formatRoute(route: Route): string {
  const fields = new URLSearchParams();
  if (route.personId) fields.set("as", route.personId);
  if (route.chatId) fields.set("chat", route.chatId);
  return `#${fields.toString()}`;
}
