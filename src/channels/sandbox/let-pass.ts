import { Problem } from "../../http/problem.js";
import type { Passage, SandboxWorld } from "./world.js";

/**
 * Lets people come into a group or go, and resolves when the service has noted it.
 * @throws Problem in Chinese where the group or a person is not there, or the service does not note it
 */
export async function letPass(world: SandboxWorld, passage: Passage): Promise<void> {
  const { group, personIds } = passage;
  if (!world.groups().has(group))
    throw new Problem(404, "unknown-group", `沙盒里没有“${group}”这个群，请先看 /sandbox/api/world。`);
  const unknown = personIds.find((id) => id !== world.botId && !world.people().has(id));
  if (unknown !== undefined)
    throw new Problem(404, "unknown-person", `沙盒里没有“${unknown}”这个人，请先看 /sandbox/api/world。`);
  try {
    await world.pass(passage);
  } catch (cause) {
    const problem = new Problem(503, "not-noted", "机器人暂时没记下谁进群、谁退群，请稍后再发一次。");
    problem.cause = cause;
    throw problem;
  }
}
