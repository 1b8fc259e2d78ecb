import { smallPicture } from "../../support/village-chat.js";
import { seededRandom } from "../../support/seeded-random.js";
import { createAgenda, type Deed } from "./agenda.js";
import { createDice, type Life } from "./life.js";
import { createOwners } from "./owners.js";
import { createMortalService, type MortalService, type Outage } from "./mortal-service.js";
import type { NetworkLine, TownNetwork } from "./network.js";
import { createNetwork } from "./network.js";
import { planKills, type YearPlan } from "./plan.js";
import { createStaff } from "./staff.js";
import { createTenants, scheduleTalk } from "./tenants.js";
import type { Town, Townsman } from "./town.js";
import type { SaidLine, ServicePlace } from "./wire.js";

/** What a lived year leaves behind beside the tables. */
export interface LivedYear {
  readonly lines: readonly NetworkLine[];
  readonly said: number;
  readonly steps: number;
  readonly outages: readonly Outage[];
  readonly restarts: number;
  readonly refused: number;
  /** What the service complained of, and what it found wrong with itself. */
  readonly troubles: readonly string[];
  readonly timers: {
    readonly mended: number;
    readonly withoutTimer: readonly string[];
    readonly timerOfClosed: readonly string[];
  };
}

/** Lives the plan's time in the town: moves the clock from what is due to what people do, and kills the service now and then. */
export async function liveYear(town: Town, plan: YearPlan, place: ServicePlace): Promise<LivedYear> {
  let now = plan.from;
  const life: Life = {
    agenda: createAgenda(),
    dice: createDice(seededRandom(plan.seed + 1)),
    now: () => now,
    over: new Set(),
  };
  const blocked = town.people
    .filter(({ reach }) => reach === "blocked")
    .map(({ externalId }) => `direct:${externalId}`);
  const network = createNetwork(new Set(blocked), seededRandom(plan.seed + 2));
  scheduleTalk(life, town, plan);
  listen(life, town, network);
  const service = await createMortalService(
    { place, network, from: plan.from },
    planKills(plan, createDice(seededRandom(plan.seed + 3))),
  );
  let said = 0;
  let steps = 0;
  for (;;) {
    const deedsAt = life.agenda.nextAt();
    const at = earlier(service.nextDueAt(), deedsAt);
    if (!at || at >= plan.until) break;
    now = at;
    steps += 1;
    const isTalk = deedsAt !== undefined && deedsAt <= at;
    const lines = isTalk ? linesOf(life.agenda.take(), said) : [];
    said += lines.length;
    now = isTalk ? await service.hear(at, lines) : await service.wait(at);
    life.agenda.putOff(now);
  }
  await service.stop(plan.until);
  return { ...leftBehind(service, network), said, steps };
}

const leftBehind = (service: MortalService, network: TownNetwork): Omit<LivedYear, "said" | "steps"> => ({
  lines: network.lines,
  refused: network.refused(),
  ...service.record(),
});

const earlier = (a: Date | undefined, b: Date | undefined): Date | undefined => (!a || (b && b < a) ? b : a);

/** Who still means to say it says it; of two lines at once the first on the agenda comes first. */
const linesOf = (deeds: readonly Deed[], said: number): readonly SaidLine[] =>
  deeds
    .filter(({ isStillMeant }) => isStillMeant?.() ?? true)
    .map(({ who, chat, text, hasPhoto, at }, index) => ({
      externalId: `m${said + index + 1}`,
      chat: chat ?? `direct:${who.externalId}`,
      senderId: who.externalId,
      senderName: who.name,
      text,
      mentionsBot: false,
      sentAt: at,
      ...(hasPhoto ? { photo: smallPicture } : {}),
    }));

/** People read what reaches them, and make up their minds. */
function listen(life: Life, town: Town, network: TownNetwork): void {
  const owners = createOwners(life);
  const staff = createStaff(life);
  const tenants = createTenants(life);
  const hearsAs: Readonly<Record<Townsman["role"], (who: Townsman, text: string) => void>> = {
    tenant: tenants,
    landlord: owners,
    head: owners,
    grid_worker: staff,
    community: staff,
    street: staff,
  };
  network.onLine = ({ chat, text }) => {
    const who = chat.startsWith("direct:") ? town.byExternalId.get(chat.slice("direct:".length)) : undefined;
    if (who) hearsAs[who.role](who, text);
  };
}
