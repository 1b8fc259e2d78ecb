import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, describeVariables, loadConfig } from "../src/config.js";
import { writeEnvExample } from "../src/env-example.js";

const refusal = (env: Record<string, string>): ConfigError => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("accepted");
};

describe("loadConfig", () => {
  it("runs with an empty environment: embedded database, sandbox on, this machine only", () => {
    expect(loadConfig({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: resolve("data"),
      databasePoolSize: 10,
      logLevel: "info",
      isSandboxOn: true,
    });
  });

  it("takes an empty or blank variable as missing", () => {
    expect(loadConfig({ PORT: "", DATABASE_URL: " ", SANDBOX: "" })).toEqual(loadConfig({}));
  });

  it("takes every variable", () => {
    expect(
      loadConfig({
        PORT: "8080",
        HOST: "0.0.0.0",
        DATA_DIR: "/srv/louxin",
        DATABASE_URL: "postgres://louxin@db/louxin",
        DATABASE_POOL_SIZE: "40",
        REDIS_URL: "rediss://cache:6379",
        LOG_LEVEL: "debug",
        SANDBOX: "off",
        PUBLIC_URL: "https://louxin.example.cn/",
        LLM_BASE_URL: "http://10.0.0.5:8000/v1/",
        LLM_API_KEY: "geheim",
        LLM_MODEL: "qwen",
        LLM_TIMEOUT_MS: "500",
      }),
    ).toEqual({
      port: 8080,
      host: "0.0.0.0",
      dataDir: "/srv/louxin",
      databaseUrl: "postgres://louxin@db/louxin",
      databasePoolSize: 40,
      redisUrl: "rediss://cache:6379",
      logLevel: "debug",
      isSandboxOn: false,
      publicUrl: "https://louxin.example.cn",
      llm: { baseUrl: "http://10.0.0.5:8000/v1", apiKey: "geheim", model: "qwen", timeoutMs: 500 },
    });
  });

  it("asks no language model without its address, and wants its name with it", () => {
    expect(loadConfig({ LLM_MODEL: "qwen", LLM_API_KEY: "geheim" })).toEqual(loadConfig({}));
    expect(refusal({ LLM_BASE_URL: "http://10.0.0.5:8000/v1" }).problems).toEqual([
      "LLM_MODEL must be set where LLM_BASE_URL is",
    ]);
    expect(loadConfig({ LLM_BASE_URL: "http://10.0.0.5:8000/v1", LLM_MODEL: "qwen" }).llm).toEqual({
      baseUrl: "http://10.0.0.5:8000/v1",
      model: "qwen",
      timeoutMs: 800,
    });
  });

  it("says of the language model that none overseas may be used", () => {
    for (const { name, description } of describeVariables().filter((one) => /^LLM_(?:BASE_URL|MODEL)$/.test(one.name)))
      expect(description, name).toMatch(/mainland China.*overseas/);
  });

  it("names all wrong variables in one message", () => {
    const { message, problems } = refusal({
      PORT: "70000",
      SANDBOX: "yes",
      LOG_LEVEL: "loud",
      DATABASE_POOL_SIZE: "2.5",
    });
    expect(problems).toHaveLength(4);
    expect(message).toContain('PORT must be a whole number from 0 to 65535, but is "70000"');
    expect(message).toContain('SANDBOX must be on or off, but is "yes"');
    expect(message).toContain("LOG_LEVEL must be one of");
    expect(message).toContain("DATABASE_POOL_SIZE must be a whole number from 1 to 200");
  });

  it("refuses addresses of another kind of server", () => {
    const { problems } = refusal({ DATABASE_URL: "mysql://db/louxin", REDIS_URL: "cache:6379", PUBLIC_URL: "louxin" });
    expect(problems).toHaveLength(3);
  });

  it("never shows a password", () => {
    expect(refusal({ DATABASE_URL: "mysql://louxin:geheim@db/louxin", PORT: "x" }).message).not.toContain("geheim");
    expect(refusal({ LLM_BASE_URL: "ftp://bot:geheim@10.0.0.5" }).message).not.toContain("geheim");
  });
});

describe(".env.example", () => {
  it("describes every variable in a sentence", () => {
    for (const { name, description } of describeVariables()) expect(description, name).toMatch(/^[A-Z].*\.$/);
  });

  it("is what the schema says", () => {
    expect(readFileSync(".env.example", "utf8")).toBe(writeEnvExample(describeVariables()));
  });

  it("may be used as it is", () => {
    const text = writeEnvExample(describeVariables());
    const env = Object.fromEntries([...text.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
    expect(env).toHaveProperty("PORT", "3000");
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });
});
