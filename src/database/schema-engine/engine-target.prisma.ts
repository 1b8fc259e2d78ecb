/** The database that the CLI works on. */
export type EngineTarget =
  | { readonly engine: "pglite"; readonly directory: string }
  | { readonly engine: "postgresql"; readonly url: string };

const embeddedHost = "embedded";

/**
 * A PGlite directory as a URL, because Prisma's CLI wants one and looks into it: it prints host and database.
 * @param directory absolute
 */
export function embeddedUrl(directory: string): string {
  const url = new URL(`postgresql://${embeddedHost}/database`);
  url.searchParams.set("directory", directory);
  return url.href;
}

/** What a URL from prisma.config.ts means. */
export function targetOf(url: string): EngineTarget {
  const directory = URL.canParse(url) ? new URL(url).searchParams.get("directory") : null;
  return directory && new URL(url).hostname === embeddedHost
    ? { engine: "pglite", directory }
    : { engine: "postgresql", url };
}
