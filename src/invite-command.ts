import { parseArgs } from "node:util";
import type { Building } from "./buildings/building.js";
import { parseBuildingCode } from "./buildings/building-code.js";
import type { RoleKind } from "./buildings/person.js";
import { wholePlace } from "./buildings/resolve-building.js";
import { parseStreets } from "./buildings/streets.js";
import type { Config } from "./config.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { templatePath } from "./load-rules.js";
import type { MessageWords } from "./message-templates/message-words.js";
import { loadTemplates } from "./message-templates/templates.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { type InviteGift, type InviteId, inviteDays, newInviteCode, selectorOf } from "./people/invite.js";
import { findAnywhere } from "./people/find-people.prisma.js";
import { insertInvite } from "./people/invite-rows.prisma.js";
import { roleName } from "./people/role-words.js";
import { hashSecret } from "./people/secret.js";
import { systemClock } from "./shared/clock.js";
import { newId } from "./shared/ids.js";
import type { Log } from "./shared/log.js";
import { readYaml } from "./shared/read-yaml.js";

/** Where the command writes: `print` gets the code and the line to send, `tell` what else a person reads. */
export interface InviteOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage =
  "usage: louxin invite --role landlord|head|sublandlord|tenant --building NAME|CODE [--estate NAME] [--days 7] [--uses 1]\n" +
  "       louxin invite --role grid_worker|community|street --area DIGITS [--days 7] [--uses 1]";
const houseRoles: ReadonlySet<string> = new Set(["landlord", "head", "sublandlord", "tenant"]);
/** Digits of the area that each part of the staff works in. */
const areaDigits: Readonly<Record<string, number>> = { grid_worker: 14, community: 12, street: 9 };
const mostUses = 100;
const dayMs = 86_400_000;

/**
 * `louxin invite`: makes a code that gives a verified role to whoever writes it to the bot, and prints it with the line
 * to send. Returns the exit code: 0; 1 with the reason where the building is not known; 2 with a word of usage. Throws
 * DatabaseStartError where the database cannot be opened or lacks tables.
 */
export async function runInvite(argv: readonly string[], config: Config, output: InviteOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  const database = await openExistingDatabase(config, { log: output.log, doing: "make the code" });
  try {
    return await makeInvite(database, wanted, output);
  } catch (error) {
    throw asStartError(error, "make the code");
  } finally {
    await database.close();
  }
}

interface Wanted {
  readonly role: RoleKind;
  readonly building?: string;
  readonly estate?: string;
  readonly area?: string;
  readonly days: number;
  readonly uses: number;
}

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const text = { type: "string" } as const;
    const options = { role: text, building: text, estate: text, area: text, days: text, uses: text } as const;
    const { values } = parseArgs({ args: [...argv], options });
    const { role = "", building, estate, area } = values;
    const days = wholeNumber(values.days ?? String(inviteDays.usual), inviteDays.most);
    const uses = wholeNumber(values.uses ?? "1", mostUses);
    const isPlaced = houseRoles.has(role)
      ? building !== undefined && area === undefined
      : building === undefined && area !== undefined && /^[0-9]+$/u.test(area) && area.length === areaDigits[role];
    if (!isPlaced || days === undefined || uses === undefined) return undefined;
    const place = { ...(building === undefined ? {} : { building }), ...(area === undefined ? {} : { area }) };
    return { role: role as RoleKind, ...place, ...(estate === undefined ? {} : { estate }), days, uses };
  } catch {
    return undefined; // an option that there is not, or one without its value: the usage says what there is
  }
}

function wholeNumber(text: string, most: number): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
}

async function makeInvite(database: OpenedDatabase, wanted: Wanted, output: InviteOutput): Promise<number> {
  const building = wanted.building === undefined ? undefined : await findBuilding(database, wanted, wanted.building);
  if (typeof building === "string") {
    output.tell(building);
    return 1;
  }
  const gift: InviteGift = {
    role: wanted.role,
    ...(building ? { buildingCode: building.code } : { area: wanted.area ?? "" }),
  };
  const now = systemClock.now();
  const code = newInviteCode();
  const expiresAt = new Date(now.getTime() + wanted.days * dayMs);
  const invite = {
    id: newId<InviteId>(),
    selector: selectorOf(code),
    ...(await hashSecret(code)),
    ...gift,
    createdAt: now,
    expiresAt,
    usesLeft: wanted.uses,
  };
  await database.transaction((tx) => insertInvite(tx, invite));
  const line = loadTemplates(templatePath("messages")).render("invite-forward", {
    building: building?.name ?? `${wanted.area ?? ""}网格`,
    role: roleName(wanted.role),
    code,
  } satisfies MessageWords<"invite-forward", string>);
  await output.print(`${code}\n\n${line}\n`);
  return 0;
}

/** The one building that is meant, or why it is none. */
async function findBuilding(
  database: OpenedDatabase,
  { estate }: Pick<Wanted, "estate">,
  said: string,
): Promise<Building | string> {
  if (/^[0-9]{6,}$/u.test(said)) {
    const parsed = parseBuildingCode(said, readYaml(templatePath("rules", "streets.yaml"), parseStreets));
    if (!parsed.ok) return parsed.refusal.explanation;
  }
  const place = { ...(wholePlace(said) ?? { building: said }), ...(estate === undefined ? {} : { estate }) };
  const found = await findAnywhere(database, place);
  if (found.kind === "one") return found.building;
  if (found.kind === "none") return `没有叫“${said}”的楼栋。`;
  const listed = found.buildings.map((one) => `${one.code} ${one.estate}${one.name}`).join("\n");
  return `叫“${said}”的有好几栋,请用 --estate 或楼栋编码:\n${listed}`;
}
