import { describe, expect, it } from "vitest";
import { decideDeparture, type Departure, type DepartingLine, isQuietHour } from "../../src/delivery/departure.js";
import { parseDeliveryRules } from "../../src/delivery/delivery-rules.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { testDeliveryRules as rules } from "../support/delivery-rules.js";

const at = (time: string, day = "2026-11-26"): Date => new Date(`${day}T${time}+08:00`);
const decide = (
  line: Partial<DepartingLine>,
  now: Date,
  { heard = 0, linesPerDay = 3, isSilent = false }: { heard?: number; linesPerDay?: number; isSilent?: boolean } = {},
): Departure =>
  decideDeparture({ kind: "notice", urgency: "notice", isGroup: false, ...line }, rules, {
    now,
    groupLinesToday: heard,
    linesPerDay,
    isSilent,
  });
const go = { kind: "go" };
const wait = (until: Date): Departure => ({ kind: "wait", until });

describe("decideDeparture", () => {
  it.each([
    ["21:59:59.999", go],
    ["22:00:00.000", wait(at("08:00", "2026-11-27"))],
    ["23:59:59.999", wait(at("08:00", "2026-11-27"))],
    ["00:00:00.000", wait(at("08:00"))],
    ["07:29:59.999", wait(at("08:00"))],
    ["07:30:00.000", go],
  ])("at %s a notice and a group line: %o", (time, departure) => {
    expect(decide({ urgency: "notice" }, at(time))).toEqual(departure);
    expect(decide({ urgency: "group", isGroup: true }, at(time))).toEqual(departure);
  });

  it("lets emergencies and private answers go at night, and keeps an answer that is late from a group", () => {
    expect(decide({ urgency: "emergency", isGroup: true }, at("03:00"))).toEqual(go);
    expect(decide({ urgency: "reply" }, at("03:00"))).toEqual(go);
    expect(decide({ urgency: "reply", isGroup: true }, at("23:00"))).toEqual(wait(at("08:00", "2026-11-27")));
  });

  it.each([
    ["07:45:00.000", wait(at("08:00"))],
    ["08:00:00.000", go],
    ["20:29:59.999", go],
    ["20:30:00.000", wait(at("08:00", "2026-11-27"))],
  ])("at %s a reminder, which has hours of its own: %o", (time, departure) => {
    expect(decide({ kind: "reminder" }, at(time))).toEqual(departure);
  });

  it("keeps a group to its lines a day, n and n+1", () => {
    const line = { urgency: "reply", isGroup: true } as const;
    const tooMany = { kind: "withdraw", reason: "group-has-heard-enough" };
    expect(decide(line, at("09:00"), { heard: 2 })).toEqual(go);
    expect(decide(line, at("09:00"), { heard: 3 })).toEqual(tooMany);
    expect(decide({ ...line, kind: "receipt" }, at("09:00"), { heard: 30 })).toEqual(go);
    expect(decide({ ...line, urgency: "emergency" }, at("09:00"), { heard: 30 })).toEqual(go);
    expect(decide({ ...line, isGroup: false }, at("09:00"), { heard: 30 })).toEqual(go);
    expect(decide(line, at("09:00"), { linesPerDay: 0 })).toEqual(tooMany);
  });

  it("keeps a silent group to emergencies and what staff confirmed", () => {
    const line = { urgency: "reply", isGroup: true } as const;
    const silent = { kind: "withdraw", reason: "group-is-silent" };
    expect(decide({ ...line, kind: "receipt" }, at("09:00"), { isSilent: true })).toEqual(silent);
    expect(decide({ ...line, urgency: "emergency" }, at("09:00"), { isSilent: true })).toEqual(go);
    expect(decide({ ...line, kind: "broadcast-line" }, at("09:00"), { isSilent: true })).toEqual(go);
    expect(decide({ ...line, isGroup: false }, at("09:00"), { isSilent: true })).toEqual(go);
  });

  it("withdraws what is too late, emergencies too", () => {
    const late = { expiresAt: at("09:00"), urgency: "emergency" } as const;
    expect(decide(late, at("08:59:59.999"))).toEqual(go);
    expect(decide(late, at("09:00"))).toEqual({ kind: "withdraw", reason: "expired" });
  });
});

describe("isQuietHour", () => {
  it("knows hours within a day too", () => {
    const noon = { quietFrom: "12:00", quietUntil: "14:00" };
    expect(["11:59:59", "12:00:00", "13:59:59", "14:00:00"].map((time) => isQuietHour(noon, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("the shipped rules", () => {
  const shipped = readYaml("templates/rules/delivery.yaml", parseDeliveryRules);

  it("keep the quiet hours of the district brief, and never lose a receipt or a broadcast", () => {
    expect(shipped).toMatchObject({ quietFrom: "22:00", quietUntil: "07:30", resumeAt: "08:00" });
    const day = { from: "08:00", until: "20:30" };
    expect(shipped.windows).toEqual({
      reminder: day,
      "overdue-reminder": day,
      escalation: day,
      "due-not-reached": day,
    });
    expect(shipped.exemptKinds).toEqual(expect.arrayContaining(["receipt", "broadcast-line", "star-public"]));
  });

  it("are refused with a typo", () => {
    expect(() => parseDeliveryRules({ ...shipped, quietFrom: "25:00" })).toThrow("quietFrom");
    expect(() => parseDeliveryRules({ ...shipped, quietfrom: "22:00" })).toThrow("quietfrom");
  });
});
