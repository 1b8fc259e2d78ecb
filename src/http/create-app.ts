import express, { type Express, type RequestHandler, Router } from "express";
import type { Registry } from "prom-client";
import type { Log } from "../shared/log.js";
import { createHealthRouter } from "./health.routes.js";
import { describeApi } from "./openapi.js";
import { createPages } from "./pages.js";
import { Problem, problemHandler } from "./problem.js";
import { requestLog } from "./request-log.js";
import { securityHeaders } from "./security-headers.js";

/** What the web side of the service is made of. */
export interface AppParts {
  /** The features' routers, with full paths such as `/api/buildings`. Each parses the bodies that it takes. */
  readonly routers: readonly Router[];
  readonly log: Log;
  /** Folder of the built pages, such as dist/web. */
  readonly webDir: string;
  readonly isReady: () => boolean | Promise<boolean>;
  readonly metrics: Registry;
}

const unknownAddress: RequestHandler = () => {
  throw new Problem(404, "not-found", "没有这个地址,请检查网址。");
};

/** The routers, and one more that describes them and itself. */
function createDescribedRouters(routers: readonly Router[]): Router[] {
  const description: Router = Router().get("/api/openapi.json", (_, response) => {
    response.json(describeApi([...routers, description]));
  });
  return [...routers, description];
}

/** The express app: headers, health, the routers, the API's description, the pages, and problems for everything else. */
export function createApp({ routers, log, webDir, isReady, metrics }: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  const health = createHealthRouter({ isReady, metrics });
  app.use(securityHeaders(), requestLog({ log, metrics }), createDescribedRouters([health, ...routers]));
  app.use(["/api", "/sandbox", "/open311"], unknownAddress);
  app.use(createPages(webDir));
  app.use(unknownAddress, problemHandler(log));
  return app;
}
