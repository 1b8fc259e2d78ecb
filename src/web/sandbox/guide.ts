import type { SandboxLine, SandboxPerson, SandboxWorld } from "../sandbox-types.js";
import { directChatId } from "./chats.js";
import { type ExampleLine, exampleLines } from "./example-lines.js";
import { storyCast } from "./people.js";

/** One of the three steps that lead a stranger from the report to the closed case. */
export interface GuideStep {
  readonly title: string;
  readonly detail: string;
  readonly person: SandboxPerson;
  readonly chatId: string;
  /** What is put into the composer for them. */
  readonly example: ExampleLine;
}

/** The guide's three steps with this world's people; empty where the world lacks one of them. */
export function guideSteps(world: SandboxWorld): readonly GuideStep[] {
  const cast = storyCast(world);
  if (cast === undefined) return [];
  const { tenant, landlord, gridWorker } = cast;
  const example = (person: SandboxPerson, kind: "group" | "direct") => exampleLines(person, kind)[0] ?? { text: "" };
  return [
    {
      title: `当一回租客${tenant.name}`,
      detail: "在群里像平常一样说一句，楼小安会记下来。",
      person: tenant,
      chatId: sharedGroup(world, tenant, landlord) ?? directChatId(tenant.id),
      example: example(tenant, "group"),
    },
    {
      title: `换成房东${landlord.name}`,
      detail: "楼小安私下告诉了房东。拍张照，回一句弄好了。",
      person: landlord,
      chatId: directChatId(landlord.id),
      example: example(landlord, "direct"),
    },
    {
      title: `再换成网格员${gridWorker.name}`,
      detail: "看看照片，回「通过」，这件事就了结，租客也会收到回音。",
      person: gridWorker,
      chatId: directChatId(gridWorker.id),
      example: example(gridWorker, "direct"),
    },
  ];
}

/** The smallest group that both are in, else the tenant's first one. */
function sharedGroup(world: SandboxWorld, tenant: SandboxPerson, landlord: SandboxPerson): string | undefined {
  const own = world.groups.filter((group) => group.memberIds.includes(tenant.id));
  const shared = own.filter((group) => group.memberIds.includes(landlord.id));
  return (shared.toSorted((a, b) => a.memberIds.length - b.memberIds.length)[0] ?? own[0])?.id;
}

/** How far a visitor is: the steps from `since` (a `seq`) on in which the step's person has written in the step's chat, in order. */
export function stepsDone(steps: readonly GuideStep[], lines: readonly SandboxLine[], since: number): number {
  let done = 0;
  for (const line of lines) {
    const step = steps[done];
    if (line.seq > since && step && line.chat === step.chatId && line.from === step.person.id) done += 1;
  }
  return done;
}
