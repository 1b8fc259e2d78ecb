import type { AcceptedMessage } from "../../src/archive/inbox.js";
import { chatKey, senderKey } from "../../src/channels/channel.js";
import type { Decision } from "../../src/conversation/changes.js";
import { createDialogBook } from "../../src/conversation/dialog-book.js";
import { createPipeline, type Pipeline, type PipelineDeps } from "../../src/conversation/pipeline.js";
import { createRecentTalk } from "../../src/conversation/recent-talk.js";
import type { Refining } from "../../src/conversation/refinements.js";
import { createSendersUnderWay } from "../../src/conversation/senders-under-way.js";
import { silentLog } from "../../src/shared/log.js";
import type { Reading, ReadingInput } from "../../src/understanding/reading.js";
import { buildContext, buildReading, buildReport, people } from "./context-builders.js";
import { buildAccepted } from "./message-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");

/** Reads by the first character: ! a sure report, ? an unsure one, ~ one that is a fix where its writer has an open case, * an emergency, anything else chatter. */
function readByMark({ text, hasOpenCase }: Pick<ReadingInput, "text" | "hasOpenCase">): Reading {
  const unsure = [...buildReport().hazards, { code: "F01", severity: "critical", phrase: "堵住" } as const];
  if (text.startsWith("!")) return buildReport();
  if (text.startsWith("~") && hasOpenCase) return buildReading({ intent: "feedback", feedback: { isDone: true } });
  if (/^[?~]/u.test(text)) return buildReport({ zone: "ask", hazards: unsure });
  const emergency = { code: "X01", phrase: "着火" };
  return text.startsWith("*") ? buildReading({ intent: "emergency", zone: "speak", emergency }) : buildReading();
}

/** A pipeline over the people of building 3 whose commits are kept in memory. */
export interface PipelineBench {
  readonly pipeline: Pipeline;
  /** In the order of the commits. */
  readonly decisions: readonly Decision[];
  /** The texts of the messages in the order of the commits. */
  texts(): readonly string[];
  /** What was to be said, without the ids that are new each time. */
  said(): readonly string[];
}

/** A line of a tenant in a group. */
export const saidIn = (chat: string, text: string, over: Partial<AcceptedMessage> = {}): AcceptedMessage =>
  buildAccepted({ ref: { channel: "sandbox", account: "louxin-sandbox", chat }, text, ...over });

/** Creates a bench; without `refining` no language model is set up. @param refuse throws where a batch cannot be committed */
export function createPipelineBench(
  refining?: Refining,
  refuse: (committed: readonly Decision[]) => void = () => {},
): PipelineBench {
  const decisions: Decision[] = [];
  const around = buildContext();
  const { group } = around;
  const contacts = [...around.contacts.values()][0];
  const deps = {
    clock: { now: () => now },
    log: silentLog,
    botName: "楼小安",
    rules: around.rules,
    dialogs: createDialogBook(),
    recentTalk: createRecentTalk(),
    sendersUnderWay: createSendersUnderWay(),
    isQuietHour: () => false,
    findGathering: async () => undefined,
    understand: readByMark,
    directory: {
      findSenders: async (senders: readonly Parameters<typeof senderKey>[0][]) =>
        new Map(senders.map((one) => [senderKey(one), people.tenant])),
      findGroups: async (refs: readonly Parameters<typeof chatKey>[0][]) =>
        new Map(refs.map((ref) => [chatKey(ref), { ...group, ref }])),
      findBuildingsOfGrid: async () => around.candidates,
      findBuildings: async () => around.buildings,
      findContacts: async () => contacts,
      findPeople: async () => around.people,
      findGroupsOfBuilding: async () => [],
      findGroupsOfGrid: async () => [],
    },
    hazards: {
      findRelated: async () => [],
      findClosed: async () => [],
      findLastSteps: async () => [],
      findByNumber: async () => undefined,
      countFalseAlarms: async () => 0,
      hasAgreedMalice: async () => false,
    },
    emergencies: { findRecent: async () => [], findDrills: async () => [], findCall: async () => undefined },
    broadcasts: { findRecentByChat: async () => new Map(), forgetRecent: () => {} },
    stars: {
      findStandings: async () => new Map(),
      findProposals: async () => [],
      findUntold: async () => [],
      findFiledAppeals: async () => [],
      findOpenChanges: async () => new Map(),
    },
    commit: async (committed: readonly Decision[]) => {
      refuse(committed);
      decisions.push(...committed);
    },
    wake: () => {},
    forgetDirectory: () => {},
    ...(refining ? { refining } : {}),
  } as unknown as PipelineDeps;
  return {
    pipeline: createPipeline(deps),
    decisions,
    texts: () => decisions.map(({ message }) => message.text),
    said: () =>
      decisions.flatMap(({ message, changes }) =>
        changes.lines.map((line) => `${message.text} → ${chatKey(line.ref)} ${line.template}`),
      ),
  };
}
