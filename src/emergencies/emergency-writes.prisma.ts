import type { Tx } from "../database/database.prisma.js";
import type { DrillChange } from "./drill.js";
import type { CallChange, EmergencyCall } from "./emergency-call.js";

/** Writes what happened to calls, in order. */
export async function writeCalls(tx: Tx, all: readonly CallChange[]): Promise<void> {
  for (const change of all) await writeCall(tx, change);
}

async function writeCall(tx: Tx, change: CallChange): Promise<void> {
  switch (change.kind) {
    case "opened":
      return insertCall(tx, change.call);
    case "called":
      await tx.$executeRaw`
        UPDATE emergency_call SET calls = calls || ${JSON.stringify([change.made])}::jsonb WHERE key = ${change.key}`;
      return;
    case "placed":
      await tx.emergencyCall.updateMany({
        where: { key: change.key, hazardId: null },
        data: { hazardId: change.hazardId, buildingCode: change.buildingCode, area: change.area },
      });
      return;
    case "answered": {
      const { by, at, messageId = null } = change.answer;
      await tx.$executeRaw`
        UPDATE emergency_call
        SET answered_by = ${by}::uuid, answered_at = ${at.toISOString()}::timestamptz, answer_message_id = ${messageId}::uuid
        WHERE (key = ${change.key} OR hazard_id::text = ${change.key}) AND answered_at IS NULL`;
      return;
    }
    case "unanswered":
      await tx.emergencyCall.updateMany({ where: { key: change.key }, data: { unansweredAt: change.at, said: "" } });
      return;
    case "told":
      await tx.emergencyCall.updateMany({ where: { key: change.key }, data: { toldAt: change.at, said: "" } });
  }
}

async function insertCall(tx: Tx, call: EmergencyCall): Promise<void> {
  const { channel, account, chat } = call.ref;
  await tx.emergencyCall.createMany({
    data: [
      {
        key: call.key,
        code: call.code,
        channel,
        account,
        chat,
        hazardId: call.hazardId ?? null,
        buildingCode: call.buildingCode ?? null,
        area: call.area ?? null,
        writerId: call.writerId,
        said: call.said,
        startedAt: call.startedAt,
        calls: call.calls.map((made) => ({ ...made, to: [...made.to] })),
        answeredBy: call.answer?.by ?? null,
        answeredAt: call.answer?.at ?? null,
        answerMessageId: call.answer?.messageId ?? null,
        toldAt: call.toldAt ?? null,
      },
    ],
    skipDuplicates: true,
  });
}

/** Writes what happened to drills. */
export async function writeDrills(tx: Tx, all: readonly DrillChange[]): Promise<void> {
  for (const change of all) {
    if (change.kind === "ended") {
      const data = { endedAt: change.at, endedBy: change.by };
      await tx.drill.updateMany({ where: { id: change.id, endedAt: null }, data });
      continue;
    }
    const { ref, buildingCode, codes, ...drill } = change.drill;
    const group = ref ? { channel: ref.channel, account: ref.account, chat: ref.chat } : {};
    await tx.drill.createMany({
      data: [{ ...drill, ...group, codes: [...codes], buildingCode: buildingCode ?? null, createdAt: change.at }],
      skipDuplicates: true,
    });
  }
}
