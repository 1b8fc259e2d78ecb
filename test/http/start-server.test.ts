import { describe, expect, it } from "vitest";
import { startServer } from "../../src/http/start-server.js";

describe("startServer", () => {
  it("tells the real port where any was asked for", async () => {
    const server = await startServer((_, response) => response.end("ok"), { port: 0, host: "127.0.0.1" });
    expect(await (await fetch(server.url)).text()).toBe("ok");
    await server.close();
  });

  it("names the address when the port is taken", async () => {
    const server = await startServer((_, response) => response.end(), { port: 0, host: "127.0.0.1" });
    const port = Number(new URL(server.url).port);
    await expect(startServer(() => undefined, { port, host: "127.0.0.1" })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}`,
    );
    await server.close();
  });

  it("closes although a live page never ends", async () => {
    const server = await startServer((_, response) => void response.write("data: 1\n\n"), {
      port: 0,
      host: "127.0.0.1",
    });
    const live = await fetch(server.url);
    const reading = live.text();
    await server.close();
    await expect(reading).rejects.toThrow();
  });
});
