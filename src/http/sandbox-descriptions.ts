import { z } from "zod";
import { type Descriptions, describeOperation } from "./operation.js";

const person = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(["tenant", "landlord", "head", "sublandlord", "grid_worker", "community", "passerby"]),
  building: z.string().optional(),
  room: z.string().optional(),
});

const world = z.object({
  bot: z.object({ id: z.string(), name: z.string() }),
  people: z.array(person),
  groups: z.array(z.object({ id: z.string(), name: z.string(), memberIds: z.array(z.string()) })),
});

const line = z.object({
  seq: z.int(),
  id: z.string(),
  chat: z.string().describe("Group id, or direct:<person id>"),
  from: z.string(),
  to: z.string().optional(),
  text: z.string(),
  image: z.object({ name: z.string(), url: z.string() }).optional(),
  quote: z.int().optional().describe("seq of the line that this one answers"),
  mentions: z.array(z.string()).optional(),
  recalled: z.boolean().optional(),
  at: z.iso.datetime(),
  causedBy: z.string().optional().describe("Id of the message that led to this line of the bot"),
});

const newLine = z.object({
  from: z.string(),
  group: z.string().optional(),
  to: z.string().optional().describe("The bot's id, for a private line; either group or to"),
  text: z.string().optional(),
  image: z.object({ name: z.string(), base64: z.string() }).optional(),
  quote: z.int().optional(),
  mentions: z.array(z.string()).optional(),
  externalId: z.string().optional().describe("The same id twice is one delivery repeated"),
});

const now = z.object({ now: z.iso.datetime() });
const move = z.union([z.object({ advanceMinutes: z.number() }), z.object({ set: z.iso.datetime({ offset: true }) })]);
const api = "/sandbox/api";

/** The sandbox API; there only while the sandbox is on. */
export const sandboxDescriptions: Descriptions = {
  [`GET ${api}/world`]: describeOperation({
    summary: "The bot, the people and the groups of the sandbox village",
    answer: { description: "The world", schema: world },
  }),
  [`POST ${api}/messages`]: describeOperation({
    summary: "Somebody of the village says a line in a group, or to the bot in private",
    body: newLine,
    answer: { status: 202, description: "Taken", schema: z.object({ id: z.string() }) },
    problems: { 400: "Not JSON", 404: "Unknown person, group or line", 413: "Too large", 422: "Not usable" },
  }),
  [`POST ${api}/groups/{id}/members`]: describeOperation({
    summary: "People of the village, or the bot, come into a group or go; who is there already comes once more",
    path: { id: "The group's id" },
    body: z.union([z.object({ join: z.array(z.string()) }), z.object({ leave: z.array(z.string()) })]),
    answer: { status: 204, description: "The service has noted it" },
    problems: { 404: "Unknown group or person", 422: "Not usable", 503: "The service did not note it" },
  }),
  [`GET ${api}/messages`]: describeOperation({
    summary: "Lines after a sequence number, oldest first, of all chats or of one",
    query: z.object({ after: z.int().min(0).optional(), chat: z.string().optional() }),
    answer: { description: "Up to 2000 lines", schema: z.object({ messages: z.array(line) }) },
    problems: { 422: "`after` is not usable" },
  }),
  [`GET ${api}/events`]: describeOperation({
    summary: "Lines, recalls, clock moves and resets as they happen; Last-Event-ID resumes after a sequence number",
    answer: { description: "Server-sent events: line, recall, clock, reset", type: "text/event-stream" },
  }),
  [`POST ${api}/messages/{id}/recall`]: describeOperation({
    summary: "A person takes back a line of their own",
    path: { id: "The line's id" },
    body: z.object({ from: z.string() }),
    answer: { status: 204, description: "Taken back" },
    problems: { 403: "Somebody else's line", 404: "No such line" },
  }),
  [`GET ${api}/messages/{id}/explain`]: describeOperation({
    summary: "What the bot understood of a line, decided, stored and will send, and why",
    path: { id: "The line's id" },
    answer: { description: "The explanation" },
    problems: { 404: "Nothing to tell about this line" },
  }),
  [`GET ${api}/media/{file}`]: describeOperation({
    summary: "A picture of the village's chats",
    path: { file: "As in a line's image.url" },
    answer: { description: "The bytes", type: "image/*" },
    problems: { 404: "No such picture" },
  }),
  [`GET ${api}/clock`]: describeOperation({
    summary: "The service's time",
    answer: { description: "Now", schema: now },
  }),
  [`POST ${api}/clock`]: describeOperation({
    summary: "Moves the service's clock forward and runs what is due",
    body: move,
    answer: { description: "Now", schema: now },
    problems: { 409: "The clock only goes forward", 422: "Not usable" },
  }),
  [`GET ${api}/idle`]: describeOperation({
    summary: "Whether every accepted message is handled and every line that may go now is sent",
    answer: { description: "All done", schema: z.object({ idle: z.literal(true) }) },
    problems: { 409: "Still at work" },
  }),
  [`POST ${api}/reset`]: describeOperation({
    summary: "Restores the sample village, today or `at` a day; with `empty` without its history",
    body: z.object({ empty: z.boolean().optional(), at: z.iso.datetime({ offset: true }).optional() }),
    answer: { description: "Done", schema: now },
    problems: { 422: "`at` is more than two years away" },
  }),
};
