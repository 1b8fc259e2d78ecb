import type { Router } from "express";
import { apiDescriptions } from "./api-descriptions.js";
import { fileDescriptions } from "./building-file-descriptions.js";
import { healthDescriptions } from "./health-descriptions.js";
import { paperDescriptions } from "./paper-descriptions.js";
import type { Descriptions } from "./operation.js";
import { plateDescriptions } from "./plate-descriptions.js";
import { sandboxDescriptions } from "./sandbox-descriptions.js";
import { starDescriptions } from "./star-descriptions.js";

/** What is known of each operation, by method and path as in `GET /api/buildings`. */
export const descriptions: Descriptions = {
  ...healthDescriptions,
  ...apiDescriptions,
  ...fileDescriptions,
  ...starDescriptions,
  ...plateDescriptions,
  ...paperDescriptions,
  ...sandboxDescriptions,
};

interface RouteLayer {
  readonly route?: { readonly path: unknown; readonly stack: readonly { readonly method?: string }[] } | undefined;
}

/** The operations that a router answers, such as `GET /api/buildings/{code}/conversation`. */
export function operationsOf(router: Router): readonly string[] {
  return router.stack.flatMap(({ route }: RouteLayer) => {
    if (typeof route?.path !== "string") return [];
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    return [...new Set(route.stack.flatMap(({ method }) => (method ? [`${method.toUpperCase()} ${path}`] : [])))];
  });
}

/** Path parameters of an operation that is not described, so that the document stays valid. */
const undescribed = (path: string): object => ({
  summary: "Not described yet",
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  })),
  responses: { default: { description: "Not described yet" } },
});

/**
 * The OpenAPI 3.1 document of exactly the routes that these routers answer: it is read off the routers, so it can name
 * neither more nor less than there is.
 */
export function describeApi(routers: readonly Router[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of routers.flatMap(operationsOf)) {
    const [method = "", path = ""] = operation.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: descriptions[operation] ?? undescribed(path) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "楼信 Louxin",
      version: "0.1.0",
      description: "Hazards, conversations and stars of rental buildings. Errors are RFC 9457 problems with a `code`.",
    },
    paths,
  };
}
