import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type AppParts, createApp } from "../../src/http/create-app.js";
import { createMetrics } from "../../src/http/metrics.js";
import { startServer } from "../../src/http/start-server.js";
import { silentLog } from "../../src/shared/log.js";
import { tempFolder } from "../support/temp-folder.js";

/** A folder as Vite builds it: a page and a script. */
export async function buildPages(): Promise<string> {
  const webDir = await tempFolder();
  await mkdir(join(webDir, "assets"));
  await writeFile(join(webDir, "index.html"), "<!doctype html><title>楼信</title>");
  await writeFile(join(webDir, "assets/page-abc.js"), "console.log(1);\n".repeat(200));
  await writeFile(join(webDir, "assets/font-abc.woff2"), "font");
  return webDir;
}

/** An app that listens until the test has finished; gives its address. To be called inside a test. */
export async function openApp(parts: Partial<AppParts> = {}): Promise<string> {
  const app = createApp({
    routers: [],
    log: silentLog,
    webDir: parts.webDir ?? (await tempFolder()),
    isReady: () => true,
    metrics: createMetrics(),
    ...parts,
  });
  const server = await startServer(app, { port: 0, host: "127.0.0.1" });
  onTestFinished(() => server.close());
  return server.url;
}
