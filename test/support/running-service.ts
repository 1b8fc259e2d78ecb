import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** A service in a process of its own, as a user starts it. */
export interface RunningService {
  readonly base: string;
  readonly process: ChildProcess;
  /** kill -9, and wait until the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and wait until the process has ended by itself. */
  stop(): Promise<number | null>;
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** How a service is started. */
export interface StartOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

/** Starts `dist/main.js serve` and waits until it is ready; rejects with its output when it ends before. */
export async function startService({ port, dataDir, databaseUrl }: StartOptions): Promise<RunningService> {
  const child = spawn(process.execPath, ["dist/main.js", "serve"], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const base = `http://127.0.0.1:${port}`;
  const isUp = async (): Promise<boolean> =>
    fetch(`${base}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  for (let round = 0; !(await isUp()); round += 1) {
    if (child.exitCode !== null || round > 600) throw new Error(`the service did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    base,
    process: child,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
