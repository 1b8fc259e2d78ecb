import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import express, { Router } from "express";

/** Built scripts and styles carry a hash in their name, so they may be kept for ever. */
const assetCaching = "public, max-age=31536000, immutable";
const compressible = /^[\w.-]+\.(?:js|css|svg)$/;
const compress = promisify(gzip);

/** Built scripts and styles, compressed once and then kept in memory; everything else is passed on. */
function compressedAssets(webDir: string): Router {
  const compressed = new Map<string, Promise<Buffer>>();
  const load = (name: string): Promise<Buffer> => {
    const known = compressed.get(name);
    if (known) return known;
    const loading = readFile(join(webDir, "assets", name)).then((bytes) => compress(bytes));
    compressed.set(name, loading);
    loading.catch(() => compressed.delete(name)); // no such file: the request is told below
    return loading;
  };
  return Router().get("/assets/:name", async (request, response, next) => {
    const { name } = request.params;
    if (!compressible.test(name) || !request.acceptsEncodings("gzip")) return next();
    const bytes = await load(name).catch(() => undefined);
    if (!bytes) return next();
    response
      .type(extname(name))
      .set({ "content-encoding": "gzip", vary: "accept-encoding", "cache-control": assetCaching })
      .send(bytes);
  });
}

/**
 * The built pages. Assets are kept by the browser, pages are asked for again each time.
 * @param webDir folder that Vite built into; may be missing, then nothing is served
 */
export function createPages(webDir: string): Router {
  return Router()
    .use(compressedAssets(webDir))
    .use("/assets", express.static(join(webDir, "assets"), { immutable: true, maxAge: "1y", index: false }))
    .use(
      express.static(webDir, {
        cacheControl: false,
        setHeaders: (response) => response.set("cache-control", "no-cache"),
      }),
    );
}
