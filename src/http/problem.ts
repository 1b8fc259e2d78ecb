import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler } from "express";
import type { Log } from "../shared/log.js";

/** A request that cannot be met, told to the caller as RFC 9457 problem details. `detail` is Chinese and says what to do. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly status: number,
    /** Kebab-case, stable. */
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** Answers every error as a problem; what is not a Problem is logged and told without its inside. */
export function problemHandler(log: Log): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- express knows an error handler by its four parameters
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = toProblem(error);
    if (problem.status >= 500) {
      log.error({ err: error, path: request.path, requestId: response.get("x-request-id") }, "a request failed");
    }
    const { status, code, message: detail } = problem;
    const body = { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, code, detail };
    response.status(status).type("application/problem+json").send(JSON.stringify(body));
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  if (type === "entity.parse.failed") return new Problem(400, "invalid-json", "内容不是正确的 JSON,请检查格式后再发。");
  if (type === "entity.too.large") return new Problem(413, "too-large", "内容太大了,请分几次发,图片不超过 10 MB。");
  if (status >= 400 && status < 500) return new Problem(status, "bad-request", "请求有误,请检查后再试。");
  return new Problem(500, "internal-error", "服务出了点问题,请稍后再试。");
}
