import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { templatePath } from "./load-rules.js";
import { readTemplates } from "./message-templates/templates.js";
import { writeMessageVariables } from "./message-templates/write-message-variables.js";

const file = fileURLToPath(new URL("message-templates/written/message-variables.ts", import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, writeMessageVariables(readTemplates(templatePath("messages"))));
