import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emergencyKind, parseEmergencyRules } from "../../src/emergencies/emergency-rules.js";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { TemplateError } from "../../src/message-templates/template.js";
import { loadTemplates, type Templates } from "../../src/message-templates/templates.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { tempFolder } from "../support/temp-folder.js";

async function load(files: Readonly<Record<string, string>>): Promise<Templates> {
  const folder = await tempFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return loadTemplates(folder);
}

describe("loadTemplates", () => {
  it("renders a file by its name", async () => {
    const templates = await load({
      "closed.txt": "{{number}}已销号,谢谢{{#who}}{{who}}{{/who}}。\n",
      "notes.md": "no template",
    });
    expect(templates.names).toEqual(new Set(["closed"]));
    expect(templates.render("closed", { number: "0413-7" })).toBe("0413-7已销号,谢谢。");
    expect(templates.render("closed", { number: "0413-7", who: "您" })).toBe("0413-7已销号,谢谢您。");
  });

  it("names all variables that are missing, and all that are unknown", async () => {
    const templates = await load({ "a.txt": "{{x}}{{y}}" });
    expect(() => templates.render("a", {})).toThrow("template a needs the variable x, y");
    expect(() => templates.render("a", { x: "", y: "", q: "", z: "" })).toThrow("template a knows no variable q, z");
    expect(() => templates.render("b", {})).toThrow(TemplateError);
  });

  it("lets what every case can say go unused", async () => {
    const templates = await load({ "a.txt": "收到" });
    expect(templates.render("a", { number: "1", where: "3栋", deadline: "今天18点" })).toBe("收到");
  });

  it("refuses a folder without templates, a broken file and a wrong name at the start", async () => {
    await expect(load({})).rejects.toThrow("there are no message templates");
    await expect(load({ "a.txt": "{{x" })).rejects.toThrow("a.txt has a broken placeholder");
    await expect(load({ "A b.txt": "x" })).rejects.toThrow("no name for a message template");
    const folder = await tempFolder();
    await mkdir(join(folder, "inner"));
    expect(() => loadTemplates(join(folder, "missing"))).toThrow("missing");
  });
});

describe("the shipped messages", () => {
  const shipped = loadTemplates("templates/messages");

  it("have a line for each of the emergencies X01 to X10, of about 60 characters at most beside the numbers to call", () => {
    const { kinds } = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
    const codes = [...kinds.values()].filter((kind) => kind.code.startsWith("X")).map((kind) => kind.code);
    expect(codes.length).toBe(10);
    const rules = readYaml("templates/rules/emergencies.yaml", parseEmergencyRules);
    for (const code of codes) {
      const { numbers } = emergencyKind(rules, code);
      const text = shipped.render(`emergency-${code.toLowerCase()}`, { numbers: numbers.join("或") });
      for (const number of numbers) expect(text, code).toContain(number);
      expect(text.replaceAll(/\d|-/gu, "").length, code).toBeLessThanOrEqual(65);
    }
  });

  it("confirm a report in two lines at most, and never name who reported it", () => {
    const words = { number: "0413-7", where: "3栋2楼楼梯口", what: "电动车停放", deadline: "今天18点", demand: "清走" };
    for (const name of ["receipt", "receipt-night"]) {
      const text = shipped.render(name, words);
      expect(text.split("\n").length).toBeLessThanOrEqual(2);
      expect(text).toContain("0413-7");
    }
    expect(() => shipped.render("receipt", { ...words, reporter: "王" })).toThrow("knows no variable reporter");
  });
});
