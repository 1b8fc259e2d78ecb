import type { VariableDescription } from "./config.js";

const heading = `# Made by \`npm run env:example\` from src/config.ts; do not edit.
# Copy to .env and change what you need; the process's own environment wins.
# The time zone is not set here: the product lives in Asia/Shanghai.`;

const lineWidth = 100;

/** The text as comment lines of at most 100 characters. */
function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= lineWidth) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.join("\n");
}

/** The content of .env.example: each variable with its description and default, all commented out. */
export function writeEnvExample(variables: readonly VariableDescription[]): string {
  const entries = variables.map(
    ({ name, description, defaultValue }) => `${comment(description)}\n#${name}=${defaultValue ?? ""}`,
  );
  return `${[heading, ...entries].join("\n\n")}\n`;
}
