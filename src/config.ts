import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

/** Every variable that the service reads; each has a description, from which .env.example is made. */
const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe("Port of the pages and the API; 0 takes any free one."),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe(
      "Address to listen on. The sandbox has no login, so only this machine reaches it by default; 0.0.0.0 opens it " +
        "to the network, as the container image does.",
    ),
  DATA_DIR: z
    .string()
    .default("./data")
    .describe("Folder of the embedded database, pictures and login data. Back it up."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must look like postgresql://user:password@host:5432/name" })
    .optional()
    .describe("PostgreSQL 15 or newer. Without it an embedded database (PGlite) lives in DATA_DIR/database."),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10).describe("Connections that one process opens to PostgreSQL."),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must look like redis://host:6379" })
    .optional()
    .describe("Redis 6 or newer. Needed only where several processes share one WeChat account's send rate."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info")
    .describe("How much is logged: fatal, error, warn, info, debug, trace or silent."),
  SANDBOX: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("on")
    .describe("The sandbox village with its page and API. Turn it off where real groups are connected."),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must look like https://louxin.example.cn" })
    .optional()
    .describe("Address under which people reach the service, for links. Without it: http://HOST:PORT."),
  EMERGENCY_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: "must look like https://gateway.example.cn/ring" })
    .optional()
    .describe(
      "Gateway that rings or texts the people whom an emergency calls; without it they are called in the chat only. " +
        "See docs/operations.md.",
    ),
  EMERGENCY_WEBHOOK_SECRET: z
    .string()
    .min(16, { error: "must have at least 16 characters" })
    .optional()
    .describe("Signs each request to EMERGENCY_WEBHOOK_URL, needed with it: at least 16 characters, known to both."),
  LLM_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must look like http://10.0.0.5:8000/v1" })
    .optional()
    .describe(
      "Address of a language model with an interface like OpenAI's, which is asked for a second opinion on unsure " +
        "lines; without it none is. It must run in mainland China: residents' data stays in the country by law, so " +
        "no overseas model may be used. See docs/operations.md.",
    ),
  LLM_API_KEY: z.string().optional().describe("Key for LLM_BASE_URL, where it wants one."),
  LLM_MODEL: z
    .string()
    .optional()
    .describe(
      "Name of the model at LLM_BASE_URL, needed with it: small, quick and not a thinking one. It must run in " +
        "mainland China, never overseas.",
    ),
  LLM_TIMEOUT_MS: wholeNumber(50, 5000)
    .default(800)
    .describe("Milliseconds that an unsure line waits for the language model at most."),
});

/** Variables whose value is never shown, since it may hold a password. */
const secretVariables: ReadonlySet<string> = new Set([
  "DATABASE_URL",
  "REDIS_URL",
  "EMERGENCY_WEBHOOK_URL",
  "EMERGENCY_WEBHOOK_SECRET",
  "LLM_BASE_URL",
  "LLM_API_KEY",
]);

/** The environment as the service uses it. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** An absolute path. */
  readonly dataDir: string;
  /** Missing: the embedded database. */
  readonly databaseUrl?: string;
  readonly databasePoolSize: number;
  readonly redisUrl?: string;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly isSandboxOn: boolean;
  readonly publicUrl?: string;
  /** Missing: nobody is rung by phone or SMS. */
  readonly emergencyWebhook?: { readonly url: string; readonly secret: string };
  /** Missing: no language model is asked. */
  readonly llm?: LlmConfig;
}

/** Where the language model is that gives second opinions. */
export interface LlmConfig {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly model: string;
  readonly timeoutMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used. The message names every wrong variable; whoever runs the service sees it and exit code 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(
    /** One line a variable, such as `PORT must be a whole number from 0 to 65535, but is "x"`. */
    readonly problems: readonly string[],
  ) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join("\n")}\nSee .env.example.`);
  }
}

/** The process's environment, completed by a file .env in the working folder; the process's own values win. */
function readEnvironment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

const problemOf = (issue: z.core.$ZodIssue, env: Environment): string => {
  const name = String(issue.path[0]);
  return secretVariables.has(name)
    ? `${name} ${issue.message}`
    : `${name} ${issue.message}, but is ${JSON.stringify(env[name])}`;
};

/**
 * Checks the environment; an empty variable counts as missing.
 * @throws ConfigError naming all wrong variables at once
 */
export function loadConfig(env: Environment = readEnvironment()): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new ConfigError([...new Set(parsed.error.issues.map((issue) => problemOf(issue, env)))]);
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: resolve(data.DATA_DIR),
    ...(data.DATABASE_URL && { databaseUrl: data.DATABASE_URL }),
    databasePoolSize: data.DATABASE_POOL_SIZE,
    ...(data.REDIS_URL && { redisUrl: data.REDIS_URL }),
    logLevel: data.LOG_LEVEL,
    isSandboxOn: data.SANDBOX === "on",
    ...(data.PUBLIC_URL && { publicUrl: data.PUBLIC_URL.replace(/\/+$/, "") }),
    ...webhookOf(data),
    ...llmOf(data),
  };
}

function webhookOf(data: z.infer<typeof variables>): Pick<Config, "emergencyWebhook"> {
  const { EMERGENCY_WEBHOOK_URL: url, EMERGENCY_WEBHOOK_SECRET: secret } = data;
  if (!url) return {};
  if (!secret) throw new ConfigError(["EMERGENCY_WEBHOOK_SECRET must be set where EMERGENCY_WEBHOOK_URL is"]);
  return { emergencyWebhook: { url, secret } };
}

function llmOf(data: z.infer<typeof variables>): Pick<Config, "llm"> {
  if (!data.LLM_BASE_URL) return {};
  if (!data.LLM_MODEL) throw new ConfigError(["LLM_MODEL must be set where LLM_BASE_URL is"]);
  return {
    llm: {
      baseUrl: data.LLM_BASE_URL.replace(/\/+$/, ""),
      ...(data.LLM_API_KEY && { apiKey: data.LLM_API_KEY }),
      model: data.LLM_MODEL,
      timeoutMs: data.LLM_TIMEOUT_MS,
    },
  };
}

/** One variable as .env.example shows it. */
export interface VariableDescription {
  readonly name: string;
  readonly description: string;
  /** As it would be written in the environment; missing where the variable is optional. */
  readonly defaultValue?: string;
}

/** All variables in the order of the schema. */
export function describeVariables(): readonly VariableDescription[] {
  return Object.entries(variables.shape).map(([name, schema]) => {
    const defaultValue = schema.parse(undefined);
    return {
      name,
      description: schema.description ?? "",
      ...(defaultValue !== undefined && { defaultValue: String(defaultValue) }),
    };
  });
}
