import { endingOf } from "../../../src/channels/sandbox/picture-type.js";
import type { SandboxLine } from "../../../src/channels/sandbox/sandbox-line.js";
import type { WorldStore } from "../../../src/channels/sandbox/world-store.js";

/** A store in memory, and what the tests do to it. */
export interface MemoryWorldStore extends WorldStore {
  readonly lines: SandboxLine[];
  readonly pictures: Map<string, Buffer>;
  /** The service's key table: `<chat> <id>` of what it accepted. */
  readonly accepted: Set<string>;
  /** The next insert fails with this. */
  failure: Error | undefined;
}

/** A store that forgets with the process. */
export function createMemoryWorldStore(botId = "louxin"): MemoryWorldStore {
  const lines: SandboxLine[] = [];
  const pictures = new Map<string, Buffer>();
  const accepted = new Set<string>();
  let nextSeq = 1;
  const store: MemoryWorldStore = {
    lines,
    pictures,
    accepted,
    failure: undefined,
    async insert(draft) {
      const { failure } = store;
      store.failure = undefined;
      if (failure) throw failure;
      const standing = lines.find((line) => line.id === draft.id);
      if (standing) return { line: standing, isNew: false };
      if (draft.kind === "recall") takeBack(lines, draft.text);
      const line = { ...draft, seq: nextSeq, isRecalled: false };
      nextSeq += 1;
      lines.push(line);
      return { line, isNew: true };
    },
    find: async (id) => lines.find((line) => line.id === id),
    findBySeq: async (seq) => lines.find((line) => line.seq === seq),
    findAfter: async (seq, { chat, limit, hasRecalls }) =>
      lines
        .filter((line) => line.seq > seq && (chat === undefined || line.chat === chat))
        .filter((line) => hasRecalls || line.kind !== "recall")
        .slice(0, limit),
    findNotAccepted: async () =>
      lines.filter((line) => line.from !== botId && !line.isRecalled && !accepted.has(`${line.chat} ${line.id}`)),
    findOwn: async (chat, text, since) =>
      lines.filter((line) => line.from === botId && line.chat === chat && line.text === text && line.at >= since),
    async saveImage(name, bytes) {
      const file = `picture-${pictures.size + 1}${endingOf(bytes)}`;
      pictures.set(file, bytes);
      return { name, file };
    },
    loadImage: async (file) => pictures.get(file),
    deleteImage: async (file) => void pictures.delete(file),
  };
  return store;
}

function takeBack(lines: SandboxLine[], id: string): void {
  const index = lines.findIndex((line) => line.id === id);
  const line = lines[index];
  if (!line) return;
  const { image: _, ...rest } = line;
  lines[index] = { ...rest, text: "", isRecalled: true };
}
