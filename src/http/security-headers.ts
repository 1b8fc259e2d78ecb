import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * The headers of every answer. Scripts and styles come from this service only, pictures also from memory (`data:`,
 * `blob:`); nobody may frame a page.
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // No upgrade-insecure-requests: it blanks a page opened at http://<address in the local network>.
      },
    },
    // These three mean something over HTTPS only, where the proxy that ends it sets them; over HTTP browsers complain.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
  });
