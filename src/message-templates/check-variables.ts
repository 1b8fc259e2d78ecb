import { TemplateError } from "./template.js";

/** Throws one TemplateError that names every variable that the template lacks, and every one that nobody fills in. */
export function checkVariables(file: string, found: Iterable<string>, wanted: readonly string[]): void {
  const used = new Set(found);
  const known = new Set(wanted);
  const missing = wanted.filter((variable) => !used.has(variable));
  const unknown = [...used].filter((variable) => !known.has(variable));
  const faults = [
    ...(missing.length > 0 ? [`lacks the variable ${missing.join(", ")}`] : []),
    ...(unknown.length > 0 ? [`knows no variable ${unknown.join(", ")}`] : []),
  ];
  if (faults.length > 0) throw new TemplateError(`${file} ${faults.join(" and ")}`);
}
