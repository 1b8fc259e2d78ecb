import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AcceptedMessage } from "../../src/archive/inbox.js";
import type { Refining } from "../../src/conversation/refinements.js";
import { silentLog } from "../../src/shared/log.js";
import { createOpenaiRefiner } from "../../src/understanding/refiner.openai.js";
import type { Refinement, RefineQuestion } from "../../src/understanding/refiner.js";
import { type ModelPeer, startModelPeer } from "../support/model-peer.js";
import { createPipelineBench, type PipelineBench, saidIn } from "../support/pipeline-bench.js";

const timeoutMs = 300;

/** A refiner that answers when the test says so. */
function createHeldRefiner() {
  const questions: RefineQuestion[] = [];
  const answers: ((refinement: Refinement | undefined) => void)[] = [];
  const labels: (readonly [string, Refinement])[] = [];
  const refining: Refining = {
    refine: (question) => {
      questions.push(question);
      return new Promise((resolve) => answers.push(resolve));
    },
    onRefined: (id, refinement) => void labels.push([id, refinement]),
  };
  return { refining, questions, answers, labels };
}

const addAll = (bench: PipelineBench, lines: readonly AcceptedMessage[]): Promise<readonly void[]> =>
  Promise.all(lines.map((line) => bench.pipeline.add(line)));
/** Long enough for a batch without a database, far from any time limit. */
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const evening = (): readonly AcceptedMessage[] => [
  saidIn("g1", "早"),
  saidIn("g1", "?楼道好像有电鸡"),
  saidIn("g2", "!3栋停了电鸡"),
  saidIn("g1", "!3栋又停了电鸡", { senderId: "p2" }),
  saidIn("g2", "?这味道不对", { senderId: "p3" }),
  saidIn("g3", "*着火了"),
  saidIn("g3", "?门口堵了"),
  saidIn("g2", "晚安"),
];

describe("with a peer that hangs", () => {
  let peer: ModelPeer;
  beforeEach(async () => {
    peer = await startModelPeer();
  });
  afterEach(async () => {
    await peer.close();
  });

  it("says the same lines in the same order of each chat as without a language model", async () => {
    const without = createPipelineBench();
    await addAll(without, evening());
    const settings = { baseUrl: peer.baseUrl, model: "peer", timeoutMs };
    const { refine } = createOpenaiRefiner(settings, { clock: { now: () => new Date(0) }, log: silentLog });
    const bench = createPipelineBench({ refine, onRefined: () => {} });
    const begun = performance.now();
    await addAll(bench, evening());
    expect(performance.now() - begun).toBeLessThan(2.5 * timeoutMs);
    expect(peer.bodies).toHaveLength(3);
    for (const chat of ["g1", "g2", "g3"]) {
      const inChat = ({ decisions }: PipelineBench): readonly unknown[] =>
        decisions
          .filter(({ message }) => message.ref.chat === chat)
          .map(({ message, reading, changes }) => [message.text, reading, changes.notes, changes.dialogs.length]);
      expect(inChat(bench)).toEqual(inChat(without));
    }
    expect(bench.said().toSorted()).toEqual(without.said().toSorted());
    expect(bench.said().filter((line) => line.startsWith("?"))).toHaveLength(3);
    expect(bench.pipeline.isIdle()).toBe(true);
  });
});

describe("while an answer is awaited", () => {
  it("holds up its own chat only, and in order", async () => {
    const { refining, answers } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    const all = addAll(bench, [saidIn("g1", "?电鸡"), saidIn("g1", "早"), saidIn("g2", "!电鸡"), saidIn("g2", "晚")]);
    await expect.poll(bench.texts).toEqual(["!电鸡", "晚"]);
    expect(bench.pipeline.isIdle()).toBe(false);
    answers[0]?.({ isReport: true, code: "F01" });
    await all;
    expect(bench.texts()).toEqual(["!电鸡", "晚", "?电鸡", "早"]);
  });

  it("does not hold up an emergency of its own chat, nor lets it overtake", async () => {
    const { refining, questions, answers, labels } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    const first = saidIn("g1", "?有焦味");
    const all = addAll(bench, [first]);
    await expect.poll(() => questions.length).toBe(1);
    expect(bench.texts()).toEqual([]);
    await bench.pipeline.add(saidIn("g1", "*着火了", { senderId: "p2" }));
    await all;
    expect(bench.texts()).toEqual(["?有焦味", "*着火了"]);
    answers[0]?.({ isReport: true, code: "F01" });
    await expect.poll(() => labels.length).toBe(1);
    expect(labels).toEqual([[first.id, { isReport: true, code: "F01" }]]);
  });

  it("stops at once, and the line stays where it is", async () => {
    const { refining } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    void bench.pipeline.add(saidIn("g1", "?电鸡"));
    await aMoment();
    await bench.pipeline.stop();
    expect(bench.texts()).toEqual([]);
  });
});

describe("an answer", () => {
  it.each<[Refinement | undefined, readonly string[], string]>([
    [{ isReport: true, code: "F01" }, ["F01", "E01"], "大模型也看作隐患(仅供参考)"],
    [{ isReport: false }, ["E01", "F01"], "大模型看作不是隐患(仅供参考)"],
    [undefined, ["E01", "F01"], "测试"],
  ])("%j changes the reading, never what is said", async (refinement, codes, reason) => {
    const { refining, questions, answers, labels } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    const line = saidIn("g1", "?电鸡");
    const handled = bench.pipeline.add(line);
    await expect.poll(() => questions.length).toBe(1);
    answers[0]?.(refinement);
    await handled;
    const [decision] = bench.decisions;
    expect(decision?.reading).toMatchObject({ intent: "report", zone: "ask" });
    expect(decision?.reading.hazards.map(({ code }) => code)).toEqual(codes);
    expect(decision?.reading.reasons.at(-1)).toBe(reason);
    expect(bench.said()).toEqual(["?电鸡 → sandbox louxin-sandbox direct:p1 ask-report"]);
    expect(labels).toEqual(refinement ? [[line.id, refinement]] : []);
  });

  it("that is an error leaves the line as it is", async () => {
    const bench = createPipelineBench({ refine: () => Promise.reject(new Error("bug")), onRefined: () => {} });
    await bench.pipeline.add(saidIn("g1", "?电鸡"));
    expect(bench.said()).toHaveLength(1);
  });
});

describe("a question", () => {
  it("holds our candidates and the masked line", async () => {
    const { refining, questions } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    void bench.pipeline.add(saidIn("g1", "?我是3栋502小王,13800138000,阿珍家的电鸡", { senderName: "3栋502小王" }));
    await expect.poll(() => questions.length).toBe(1);
    expect(questions).toEqual([
      {
        chat: "sandbox louxin-sandbox g1",
        text: "?我是[人],[电话],[人]家的电鸡",
        candidates: [
          { code: "E01", name: expect.any(String) as string },
          { code: "F01", name: expect.any(String) as string },
        ],
      },
    ]);
  });

  it("is about the reading that holds once it is known that the writer has no open case", async () => {
    const { refining, questions, answers } = createHeldRefiner();
    const bench = createPipelineBench(refining);
    const handled = bench.pipeline.add(saidIn("g1", "~电鸡"));
    await expect.poll(() => questions.length).toBe(1);
    answers[0]?.({ isReport: false });
    await handled;
    expect(bench.decisions[0]?.reading.reasons).toContain("大模型看作不是隐患(仅供参考)");
  });

  it.each<[string, AcceptedMessage]>([
    ["an emergency", saidIn("g1", "*着火了")],
    ["a sure report", saidIn("g1", "!电鸡")],
    ["chatter", saidIn("g1", "早")],
    ["a private line", saidIn("direct:p1", "?电鸡", { isGroup: false })],
    ["a line that calls the bot", saidIn("g1", "?电鸡", { mentionsBot: true })],
    ["a late line", saidIn("g1", "?电鸡", { isLate: true })],
  ])("is never asked about %s", async (_name, line) => {
    const { refining, questions } = createHeldRefiner();
    await createPipelineBench(refining).pipeline.add(line);
    expect(questions).toEqual([]);
  });
});
