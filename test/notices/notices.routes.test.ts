import { describe, expect, it } from "vitest";
import type { NoticeDesk } from "../../src/notices/notice-desk.js";
import { loadNoticeTemplates } from "../../src/notices/notice-templates.js";
import { createNoticesRouter } from "../../src/notices/notices.routes.js";
import { writeNotice } from "../../src/notices/rectification-notice.js";
import { err } from "../../src/shared/result.js";
import { openApp } from "../http/open-app.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildParts } from "./notice-builders.js";
import { wordsOf, xmlOf } from "./word-file.js";

const { id } = buildHazard();
const dropped = id.replace(/aa$/u, "ab");
const templates = loadNoticeTemplates("templates/notices");

/** Knows one case that gets a notice and one that gets none. */
const desk: NoticeDesk = {
  async noticeOf(subject) {
    if (!("hazardId" in subject))
      return subject.number === "1126-1" ? writeNotice(buildParts()) : err("unknown-hazard");
    if (subject.hazardId === dropped) return err("case-dropped");
    return subject.hazardId === id ? writeNotice(buildParts()) : err("unknown-hazard");
  },
};

const get = async (path: string): Promise<Response> =>
  fetch(`${await openApp({ routers: [createNoticesRouter({ desk, templates })] })}${path}`);

describe("GET /notices", () => {
  it("leads from the building code and the number to the page", async () => {
    const response = await get(`/notices?building=${codeOf(3)}&number=1126-1`);
    expect(response.status).toBe(200);
    expect(new URL(response.url).pathname).toBe(`/notices/${id}`);
  });

  it.each([
    [`?building=${codeOf(3)}&number=1126-9`, 404],
    [`?building=3&number=1126-1`, 422],
    [`?building=${codeOf(3)}&number=x`, 422],
    ["", 422],
  ])("refuses %s with %i", async (query, status) => {
    expect((await get(`/notices${query}`)).status).toBe(status);
  });
});

describe("GET /notices/{hazardId}", () => {
  it("gives the page, which nobody keeps", async () => {
    const response = await get(`/notices/${id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const html = await response.text();
    expect(html).toContain("<h1>出租屋消防安全隐患整改通知书</h1>");
    expect(html).toContain(`href="../api/hazards/${id}/notice.docx"`);
  });

  it("has its style beside it", async () => {
    const response = await get("/notices/print.css");
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(await response.text()).toBe(templates.css);
  });
});

describe("GET /api/hazards/{hazardId}/notice.docx", () => {
  it("gives a Word file under a name that says which case", async () => {
    const response = await get(`/api/hazards/${id}/notice.docx`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("wordprocessingml.document");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toContain("整改通知书3栋1126-1.docx");
    expect(wordsOf(xmlOf(Buffer.from(await response.arrayBuffer())))).toContain("电动自行车进楼入户停放");
  });
});

describe.each([(one: string) => `/notices/${one}`, (one: string) => `/api/hazards/${one}/notice.docx`])(
  "both addresses",
  (path) => {
    it.each([
      ["00000000-0000-7000-8000-0000000000ff", 404, "unknown-hazard"],
      [dropped, 409, "case-dropped"],
      ["1126-1", 422, "invalid-request"],
      ["..%2f..%2fetc", 422, "invalid-request"],
    ])("refuse %s with %i", async (one, status, code) => {
      const response = await get(path(one));
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(await response.json()).toMatchObject({ status, code });
    });
  },
);
