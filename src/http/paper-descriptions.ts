import { paperQuery } from "../notices/papers.routes.js";
import { type Descriptions, describeOperation } from "./operation.js";

/** The four addresses of a kind of paper. */
function describePaper(paper: {
  readonly page: string;
  readonly file: string;
  readonly name: string;
  readonly summary: string;
  /** When a case gets none. */
  readonly refusal: string;
}): Descriptions {
  const path = { hazardId: "The case's id" };
  const problems = {
    404: "No such case",
    409: `The case gets no ${paper.name}: ${paper.refusal}`,
    422: "Not an id; not a building code or a number",
  };
  return {
    [`GET /${paper.page}`]: describeOperation({
      summary: `Leads to the ${paper.name} of the newest case with this number in a building`,
      query: paperQuery,
      answer: { status: 303, description: "Location of the page", type: "text/plain" },
      problems,
    }),
    [`GET /${paper.page}/print.css`]: describeOperation({
      summary: `The style of the page of a ${paper.name}`,
      answer: { description: "CSS", type: "text/css" },
    }),
    [`GET /${paper.page}/{hazardId}`]: describeOperation({
      summary: paper.summary,
      path,
      answer: { description: "The page", type: "text/html" },
      problems,
    }),
    [`GET /api/hazards/{hazardId}/${paper.file}.docx`]: describeOperation({
      summary: `The same ${paper.name} as a Word file, from the template that the street edits`,
      path,
      answer: {
        description: "The file",
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      },
      problems,
    }),
  };
}

/** The addresses of notices and referrals. */
export const paperDescriptions: Descriptions = {
  ...describePaper({
    page: "notices",
    file: "notice",
    name: "notice",
    summary: "The rectification notice (整改通知书) of a case, as a page of A4 to print and sign",
    refusal: "an emergency or a matter for staff alone, a false alarm, a duplicate or withdrawn",
  }),
  ...describePaper({
    page: "referrals",
    file: "referral",
    name: "referral form",
    summary: "The referral form (隐患移交单) of a case that went to a department, as a page of A4 with its reply slip",
    refusal: "it was never referred, or is a false alarm, a duplicate or withdrawn",
  }),
};
