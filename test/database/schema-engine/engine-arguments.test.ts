import { describe, expect, it } from "vitest";
import { readEngineArguments } from "../../../src/database/schema-engine/engine-arguments.prisma.js";
import { embeddedUrl, targetOf } from "../../../src/database/schema-engine/engine-target.prisma.js";

describe("readEngineArguments", () => {
  it("reads what Prisma's CLI gives", () => {
    const datasource = JSON.stringify({ url: "postgresql://h/d", shadowDatabaseUrl: "postgresql://h/s" });
    expect(readEngineArguments(["--datamodels", "/a", "--datamodels", "/b", "--datasource", datasource])).toEqual({
      isVersionAsked: false,
      command: undefined,
      url: "postgresql://h/d",
      shadowUrl: "postgresql://h/s",
      datamodels: ["/a", "/b"],
    });
    expect(readEngineArguments(["--datasource", datasource, "cli", "can-connect"]).command).toBe("can-connect");
    expect(readEngineArguments(["--version"]).isVersionAsked).toBe(true);
  });

  it("refuses a datasource that is none", () => {
    expect(() => readEngineArguments(["--datasource", '{"url":1}'])).toThrow();
  });
});

describe("targetOf", () => {
  it("tells a PGlite directory, whatever its name, from a server", () => {
    const directory = "/data of 楼信/a&b?c";
    expect(targetOf(embeddedUrl(directory))).toEqual({ engine: "pglite", directory });
    const url = "postgresql://u:p@h:1/d?directory=x";
    expect(targetOf(url)).toEqual({ engine: "postgresql", url });
    expect(targetOf("")).toEqual({ engine: "postgresql", url: "" });
  });
});
