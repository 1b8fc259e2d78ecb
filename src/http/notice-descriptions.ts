import { noticeQuery } from "../notices/notices.routes.js";
import { type Descriptions, describeOperation } from "./operation.js";

const path = { hazardId: "The case's id" };
const problems = {
  404: "No such case",
  409: "The case gets no notice: an emergency or a matter for staff alone, a false alarm, a duplicate or withdrawn",
  422: "Not an id; not a building code or a number",
};

/** The addresses of notices. */
export const noticeDescriptions: Descriptions = {
  "GET /notices": describeOperation({
    summary: "Leads to the notice of the newest case with this number in a building",
    query: noticeQuery,
    answer: { status: 303, description: "Location of the page", type: "text/plain" },
    problems,
  }),
  "GET /notices/print.css": describeOperation({
    summary: "The style of the page of a notice",
    answer: { description: "CSS", type: "text/css" },
  }),
  "GET /notices/{hazardId}": describeOperation({
    summary: "The rectification notice (整改通知书) of a case, as a page of A4 to print and sign",
    path,
    answer: { description: "The page", type: "text/html" },
    problems,
  }),
  "GET /api/hazards/{hazardId}/notice.docx": describeOperation({
    summary: "The same notice as a Word file, from the template that the street edits",
    path,
    answer: {
      description: "The file",
      type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    },
    problems,
  }),
};
