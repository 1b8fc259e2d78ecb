import type { ServiceParts } from "./compose.js";
import type { Config } from "./config.js";

/** The language model that the settings name, if any. Its client is loaded only then: it costs 70 ms and 23 MB. */
export async function openRefine(
  { llm }: Config,
  { clock, log }: Pick<ServiceParts, "clock" | "log">,
): Promise<Pick<ServiceParts, "refine">> {
  if (!llm) return {};
  const { createOpenaiRefiner } = await import("./understanding/refiner.openai.js");
  log.info({ model: llm.model, timeoutMs: llm.timeoutMs }, "a language model gives second opinions on unsure lines");
  return { refine: createOpenaiRefiner(llm, { clock, log }).refine };
}
