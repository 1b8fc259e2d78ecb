import type { Building } from "../buildings/building.js";
import type { Person, RoleKind } from "../buildings/person.js";
import { placeWords } from "../hazards/place-words.js";
import { severityName } from "../hazards/taxonomy.js";
import type { CaseFile, CaseOnPaper } from "./case-file.js";
import { blank, printed } from "../shared/printed-words.js";

/** What every paper says of a case. */
export const caseVariables = [
  "number",
  "street",
  "community",
  "building",
  "buildingCode",
  "address",
  "responsible",
  "where",
  "what",
  "severity",
  "basis",
] as const;

/** Those words. What is not known is a line to write on, except the place, which is shown on site, and the basis. */
export function caseWords({
  hazard,
  kind,
  building,
  responsible,
}: CaseFile): Readonly<Record<(typeof caseVariables)[number], string>> {
  return {
    // Case numbers begin again each year.
    number: `〔${hazard.openedOn.slice(0, 4)}〕${hazard.number}号`,
    street: building.street,
    community: building.community,
    building: `${building.estate}${building.name}`,
    buildingCode: building.code,
    address: building.address,
    responsible: responsible ? addresseeWords(responsible, building) : blank,
    where: placeWithRoom(hazard.place) || "以网格员现场指认为准",
    what: printed(kind.name),
    severity: severityName(hazard.severity),
    basis: /^[\s-]*$/u.test(kind.basis) ? "以主管部门答复为准" : printed(kind.basis),
  };
}

const droppedStates: ReadonlySet<string> = new Set(["false-alarm", "duplicate", "withdrawn"]);

/** Whether nothing came of the report. */
export const isDropped = ({ state }: Pick<CaseOnPaper, "state">): boolean => droppedStates.has(state);

const roleNames: Partial<Readonly<Record<RoleKind, string>>> = {
  landlord: "业主",
  sublandlord: "二房东",
  head: "楼栋长",
};

/** The person with what they are to the building, the first of 业主, 二房东, 楼栋长 that somebody vouched for. */
function addresseeWords({ name, roles }: Person, { code }: Building): string {
  const kinds = new Set(roles.filter((one) => one.isVerified && one.buildingCode === code).map(({ kind }) => kind));
  const role = Object.entries(roleNames).find(([kind]) => kinds.has(kind as RoleKind))?.[1];
  return printed(role ? `${name}（${role}）` : name);
}

/** 5楼502房阳台; empty where nobody said. */
function placeWithRoom({ room = "", spot = "", ...level }: CaseOnPaper["place"]): string {
  const floor = placeWords(level);
  const door = /^\d+[a-z]?$/iu.test(room) ? `${room}房` : room;
  const rest = spot.startsWith(floor) ? spot.slice(floor.length) : spot;
  return `${floor}${rest.includes(room) && room !== "" ? rest : door + rest}`;
}
