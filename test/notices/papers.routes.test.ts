import { describe, expect, it } from "vitest";
import type { CaseFile, CaseFiles } from "../../src/notices/case-file.js";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import { loadPaperTemplates } from "../../src/notices/paper-templates.js";
import { createPapersRouter } from "../../src/notices/papers.routes.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { openApp } from "../http/open-app.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildFile, buildReferredFile } from "./paper-builders.js";
import { wordsOf, xmlOf } from "./word-file.js";

const { id } = buildHazard();
const [dropped, toldOnly] = [id.replace(/aa$/u, "ab"), id.replace(/aa$/u, "ac")];
const papers = [rectificationNotice, hazardReferral].map((kind) => ({
  kind,
  templates: loadPaperTemplates("templates/notices", kind),
}));

/** A case with both papers, one with none, and one that was not referred. */
const known: ReadonlyMap<string, CaseFile> = new Map([
  [id, buildReferredFile()],
  [dropped, buildReferredFile({ hazard: buildHazard({ state: "duplicate" }) })],
  [toldOnly, buildFile()],
]);
const files: CaseFiles = {
  async find(subject) {
    return known.get("hazardId" in subject ? subject.hazardId : subject.number === "1126-1" ? id : "");
  },
};

const get = async (path: string): Promise<Response> =>
  fetch(`${await openApp({ routers: [createPapersRouter({ files, papers })] })}${path}`);

const addresses = [
  { page: "notices", file: "notice", title: "出租屋消防安全隐患整改通知书", name: "整改通知书3栋1126-1.docx" },
  { page: "referrals", file: "referral", title: "出租屋隐患移交单", name: "隐患移交单3栋1126-1.docx" },
] as const;

describe.each(addresses)("/$page", ({ page, file, title, name }) => {
  it("leads from the building code and the number to the page", async () => {
    const response = await get(`/${page}?building=${codeOf(3)}&number=1126-1`);
    expect(response.status).toBe(200);
    expect(new URL(response.url).pathname).toBe(`/${page}/${id}`);
  });

  it.each([
    [`?building=${codeOf(3)}&number=1126-9`, 404],
    [`?building=3&number=1126-1`, 422],
    [`?building=${codeOf(3)}&number=x`, 422],
    ["", 422],
  ])("refuses %s with %i", async (query, status) => {
    expect((await get(`/${page}${query}`)).status).toBe(status);
  });

  it("gives the page, which nobody keeps", async () => {
    const response = await get(`/${page}/${id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const html = await response.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(`href="../api/hazards/${id}/${file}.docx"`);
  });

  it("has its style beside it", async () => {
    const response = await get(`/${page}/print.css`);
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(await response.text()).toBe(papers[0]?.templates.css);
  });

  it("gives a Word file under a name that says which case", async () => {
    const response = await get(`/api/hazards/${id}/${file}.docx`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("wordprocessingml.document");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toContain(name);
    expect(wordsOf(xmlOf(Buffer.from(await response.arrayBuffer())))).toContain("电动自行车进楼入户停放");
  });

  describe.each([`/${page}/ID`, `/api/hazards/ID/${file}.docx`])("%s", (path) => {
    it.each([
      ["00000000-0000-7000-8000-0000000000ff", 404, "unknown-hazard"],
      [dropped, 409, "case-dropped"],
      ["1126-1", 422, "invalid-request"],
      ["..%2f..%2fetc", 422, "invalid-request"],
    ])("refuses %s with %i", async (one, status, code) => {
      const response = await get(path.replace("ID", one));
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(await response.json()).toMatchObject({ status, code });
    });
  });
});

describe("/referrals", () => {
  it("shows the photos small, from the archive", async () => {
    const html = await (await get(`/referrals/${id}`)).text();
    expect(html).toContain(
      '<img src="../api/media/00000000-0000-7000-8000-0000000000c1/thumbnail" alt="图1 整改前" />',
    );
    expect(html).toContain(
      '<img src="../api/media/00000000-0000-7000-8000-0000000000c2/thumbnail" alt="图2 整改后" />',
    );
  });

  it.each([`/referrals/${toldOnly}`, `/api/hazards/${toldOnly}/referral.docx`])(
    "says at %s what to do where the case was not referred",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ code: "not-referred", detail: expect.stringContaining("移交") });
      expect((await get(`/notices/${toldOnly}`)).status).toBe(200);
    },
  );
});
