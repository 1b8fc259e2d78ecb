import type {
  ChannelHandlers,
  ChannelStatus,
  IncomingMessage,
  MembershipEvent,
  OwnEcho,
} from "../../src/channels/channel.js";

/** Handlers that keep what they are told. */
export interface Recorder extends ChannelHandlers {
  readonly messages: IncomingMessage[];
  readonly echoes: OwnEcho[];
  readonly membership: MembershipEvent[];
  readonly statuses: ChannelStatus[];
  /** What `onMessage` does beyond recording; may throw. */
  answer: (message: IncomingMessage) => Promise<void>;
}

/** A service that accepts every line. */
export function createRecorder(): Recorder {
  const recorder: Recorder = {
    messages: [],
    echoes: [],
    membership: [],
    statuses: [],
    answer: async () => {},
    async onMessage(message) {
      recorder.messages.push(message);
      await recorder.answer(message);
    },
    onEcho: async (echo) => void recorder.echoes.push(echo),
    onMembership: async (event) => void recorder.membership.push(event),
    onStatus: (status) => void recorder.statuses.push(status),
  };
  return recorder;
}
