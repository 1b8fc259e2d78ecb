import { createHash, randomUUID } from "node:crypto";
import { cleanText } from "../../archive/clean-text.js";
import { Problem } from "../../http/problem.js";
import type { Clock } from "../../shared/clock.js";
import type { SandboxLine, SandboxLineDraft } from "./sandbox-line.js";
import { decodeImage, type MessageRequest } from "./sandbox-requests.js";
import { privateChatOf, type SandboxWorld } from "./world.js";

/** A message as it becomes lines; a picture with words is two, as in WeChat: the words first. */
interface Part {
  readonly id: string;
  readonly text?: string;
  readonly image?: { readonly name: string; readonly bytes: Buffer };
}

/**
 * Posts what a person says and resolves with its first line when the service has accepted all of it.
 * @throws Problem in Chinese where the person, the chat or the quote is not there, or the service does not accept
 */
export async function postMessage(world: SandboxWorld, clock: Clock, request: MessageRequest): Promise<SandboxLine> {
  const chat = chatOf(world, request);
  await checkQuote(world, request, chat);
  checkMentions(world, request);
  const parts = partsOf(request);
  const base = {
    chat,
    from: request.from,
    mentions: [...new Set(request.mentions)],
    at: clock.now(),
    ...(request.group === undefined ? { to: world.botId } : {}),
    ...(request.quote === undefined ? {} : { quote: request.quote }),
  };
  const lines: SandboxLine[] = [];
  for (const part of parts) lines.push(await postPart(world, base, part));
  const [first] = lines;
  if (!first) throw new Error("a message has at least one line");
  return first;
}

type DraftBase = Omit<SandboxLineDraft, "id" | "kind" | "text">;

async function postPart(world: SandboxWorld, base: DraftBase, part: Part): Promise<SandboxLine> {
  // A delivery repeated must not store its picture again.
  const known = part.image ? await world.store.find(part.id) : undefined;
  if (known) return accepted(world.post(known));
  const image = part.image ? await world.store.saveImage(part.image.name, part.image.bytes) : undefined;
  const { id, text = "" } = part;
  return accepted(world.post({ ...base, id, text, kind: image ? "image" : "text", ...(image ? { image } : {}) }));
}

async function accepted(work: Promise<SandboxLine>): Promise<SandboxLine> {
  try {
    return await work;
  } catch (cause) {
    const problem = new Problem(503, "not-accepted", "机器人暂时没收下这句话，请稍后用同一个 externalId 再发一次。");
    problem.cause = cause;
    throw problem;
  }
}

function partsOf({ from, text = "", image, externalId }: MessageRequest): readonly Part[] {
  const id = externalId === undefined ? randomUUID() : lineIdOf(from, externalId);
  const words = text.trim() === "" ? [] : [{ id, text: cleanText(text) }];
  if (!image) return words;
  const picture = { name: cleanText(image.name), bytes: decodeImage(image.base64) };
  return [...words, { id: words.length > 0 ? `${id}-photo` : id, image: picture }];
}

/** A caller's own id stands for a line of this person, so that two people may use the same; long ones are hashed. */
function lineIdOf(from: string, externalId: string): string {
  const id = `x-${from}-${externalId}`;
  return id.length <= 200 ? id : `x-${createHash("sha256").update(id).digest("hex")}`;
}

function chatOf(world: SandboxWorld, { from, group: groupId, to }: MessageRequest): string {
  const person = world.people().get(from);
  if (!person) throw new Problem(404, "unknown-person", `沙盒里没有“${from}”这个人，请先看 /sandbox/api/world。`);
  if (groupId === undefined) {
    if (to !== world.botId) throw new Problem(422, "unknown-recipient", `私聊只能发给机器人（${world.botId}）。`);
    return privateChatOf(from);
  }
  const group = world.groups().get(groupId);
  if (!group) throw new Problem(404, "unknown-group", `沙盒里没有“${groupId}”这个群，请先看 /sandbox/api/world。`);
  if (!group.memberIds.includes(from))
    throw new Problem(403, "not-a-member", `${person.name}不在“${group.name}”里，不能在这个群说话。`);
  return group.id;
}

async function checkQuote(world: SandboxWorld, { quote }: MessageRequest, chat: string): Promise<void> {
  if (quote === undefined) return;
  const quoted = await world.store.findBySeq(quote);
  if (quoted?.chat !== chat || quoted.kind === "recall")
    throw new Problem(422, "unknown-quote", "引用的那句话不在这个聊天里，请换一句。");
}

function checkMentions(world: SandboxWorld, { mentions = [] }: MessageRequest): void {
  const unknown = mentions.find((id) => id !== world.botId && id !== "all" && !world.people().has(id));
  if (unknown !== undefined) throw new Problem(422, "unknown-mention", `沙盒里没有“${unknown}”，不能 @。`);
}
