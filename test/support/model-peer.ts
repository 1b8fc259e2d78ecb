import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How a language model behaves on one request. */
export type PeerManner = (response: ServerResponse, request: IncomingMessage) => void;

/** A language model on this machine with an interface like OpenAI's, which does as it is told. */
export interface ModelPeer {
  readonly baseUrl: string;
  /** The bodies of the requests so far. */
  readonly bodies: readonly string[];
  behave(manner: PeerManner): void;
  close(): Promise<void>;
}

/** Answers in the form of a chat completion whose content is this text. */
export const says =
  (content: string): PeerManner =>
  (response) => {
    const message = { role: "assistant", content };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: "c1",
        object: "chat.completion",
        created: 1,
        model: "peer",
        choices: [{ index: 0, message, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  };

/** Never answers. */
export const hangs: PeerManner = () => {};

/** Answers after a time. */
export const afterMs =
  (ms: number, manner: PeerManner): PeerManner =>
  (response, request) =>
    void setTimeout(() => manner(response, request), ms);

/** Starts a peer that hangs until it is told otherwise. */
export async function startModelPeer(): Promise<ModelPeer> {
  const bodies: string[] = [];
  let current = hangs;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      bodies.push(body);
      current(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the peer has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    bodies,
    behave(manner) {
      current = manner;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
