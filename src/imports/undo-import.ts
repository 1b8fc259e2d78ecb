import { z } from "zod";
import type { FileRules } from "../buildings/file-rules.js";
import type { OpenedDatabase } from "../database/database.prisma.js";
import type { BatchId } from "./import-batch.js";
import type { ImportOutput } from "./import-output.js";
import { undoBatch } from "./undo-batch.prisma.js";

const batchId = z.uuid().transform((id) => id as BatchId);
/** More buildings than these help nobody. */
const mostTold = 20;

/** Takes an import back, and says what became of it. Returns the exit code: 0; 1 where it stays. */
export async function undoImport(
  database: OpenedDatabase,
  { batch, rules, now }: { readonly batch: string; readonly rules: FileRules; readonly now: Date },
  output: ImportOutput,
): Promise<number> {
  const id = batchId.safeParse(batch);
  const undone = id.success
    ? await undoBatch(database, { id: id.data, now }, rules)
    : ({ ok: false, refusal: { reason: "unknown-batch" } } as const);
  if (undone.ok) {
    const { restored, removed } = undone.value;
    await output.print(`批次 ${batch} 已撤回:恢复${restored}栋,删除新增的${removed}栋。\n`);
    return 0;
  }
  const { refusal } = undone;
  switch (refusal.reason) {
    case "unknown-batch":
      output.tell(`没有批次 ${batch}`);
      break;
    case "undone-already":
      output.tell(`批次 ${batch} 已经撤回过了`);
      break;
    case "built-upon": {
      const { buildings } = refusal;
      const more = buildings.length > mostTold ? ` 等${buildings.length}栋` : "";
      output.tell(
        `撤不回:这些楼栋之后又有改动,或者已经有了隐患、评定、人员等:${buildings.slice(0, mostTold).join("、")}${more}`,
      );
    }
  }
  return 1;
}
