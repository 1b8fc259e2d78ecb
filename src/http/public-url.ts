/** Where the service listens. */
interface ListeningAt {
  readonly host: string;
  readonly port: number;
}

/** The address of a service that listens there, as a browser on the same machine takes it. */
export function addressOf({ host, port }: ListeningAt): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/**
 * The address under which people reach the pages, without a slash at its end: what was set, else the service's own.
 * Missing where any free port is to be taken, which nobody knows before the start.
 */
export function publicUrlOf({ publicUrl, ...at }: ListeningAt & { readonly publicUrl?: string }): {
  readonly publicUrl?: string;
} {
  if (publicUrl !== undefined) return { publicUrl };
  return at.port === 0 ? {} : { publicUrl: addressOf(at) };
}
