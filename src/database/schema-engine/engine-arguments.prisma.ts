import { z } from "zod";

/** What Prisma's CLI asks on the command line of a schema engine. */
export interface EngineArguments {
  readonly isVersionAsked: boolean;
  /** One of `can-connect`, `create-database` and `drop-database`; missing: serve requests. */
  readonly command?: string | undefined;
  readonly url: string;
  readonly shadowUrl?: string | undefined;
  /** Paths of the schema's files. */
  readonly datamodels: readonly string[];
}

const datasource = z.object({
  url: z.string().default(""),
  directUrl: z.string().optional(),
  shadowDatabaseUrl: z.string().optional(),
});

/**
 * Reads the arguments after the program's name.
 * @throws ZodError or SyntaxError when `--datasource` is not what Prisma 7.10 sends
 */
export function readEngineArguments(args: readonly string[]): EngineArguments {
  const valuesOf = (flag: string): string[] => args.filter((_, place) => args[place - 1] === flag);
  const source = datasource.parse(JSON.parse(valuesOf("--datasource")[0] ?? "{}"));
  return {
    isVersionAsked: args.includes("--version"),
    command: valuesOf("cli")[0],
    url: source.directUrl ?? source.url,
    shadowUrl: source.shadowDatabaseUrl,
    datamodels: valuesOf("--datamodels"),
  };
}
