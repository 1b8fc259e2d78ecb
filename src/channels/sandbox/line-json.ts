import type { SandboxLine } from "./sandbox-line.js";

/** The line of a person that led to each of these lines of the bot, by their ids on the network. */
export type CauseOf = (lineIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** A line as the sandbox API shows it. */
export type LineJson = ReturnType<typeof lineJson>;

/** Shows a line. @param causedBy the id of the line that led to it, where one did and is known */
export function lineJson(line: SandboxLine, causedBy?: string) {
  return {
    seq: line.seq,
    id: line.id,
    chat: line.chat,
    from: line.from,
    text: line.text,
    at: line.at.toISOString(),
    ...(line.to === undefined ? {} : { to: line.to }),
    ...(line.image ? { image: { name: line.image.name, url: `/sandbox/api/media/${line.image.file}` } } : {}),
    ...(line.quote === undefined ? {} : { quote: line.quote }),
    ...(line.mentions.length > 0 ? { mentions: line.mentions } : {}),
    ...(line.isRecalled ? { recalled: true } : {}),
    ...(causedBy === undefined ? {} : { causedBy }),
  };
}

/** Shows lines, those of the bot with their causes. */
export async function linesJson(
  lines: readonly SandboxLine[],
  { botId, causeOf }: { readonly botId: string; readonly causeOf: CauseOf },
): Promise<readonly LineJson[]> {
  const own = lines.filter((line) => line.from === botId).map((line) => line.id);
  const causes = own.length > 0 ? await causeOf(own) : new Map<string, string>();
  return lines.map((line) => lineJson(line, causes.get(line.id)));
}
