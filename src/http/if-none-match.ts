const opaque = (tag: string): string => tag.trim().replace(/^W\//u, "");

/**
 * Whether a client has what it asks for, by its `If-None-Match`. express's own answer to this is no for whoever sends
 * `Cache-Control: no-cache`, as scripts' fetch does with the header; but that only forbids answers of caches on the way,
 * and here the service itself looks. Source: RFC 9110 §13.1.2, weak comparison.
 */
export function isKnownTo(client: { readonly ifNoneMatch: string | undefined }, etag: string): boolean {
  const tags = client.ifNoneMatch?.split(",").map(opaque) ?? [];
  return tags.includes("*") || tags.includes(opaque(etag));
}
