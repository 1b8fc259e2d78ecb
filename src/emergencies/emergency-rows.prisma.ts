import type { Drill as DrillRow, EmergencyCall as CallRow } from "../database/client/client.js";
import type { BuildingCode, HazardId, MessageId, PersonId } from "../shared/ids.js";
import type { Drill, DrillId } from "./drill.js";
import type { CallMade, EmergencyCall } from "./emergency-call.js";

/** The call of a row. */
export function callOf(row: CallRow): EmergencyCall {
  return {
    key: row.key,
    code: row.code,
    ref: { channel: row.channel, account: row.account, chat: row.chat },
    writerId: row.writerId as PersonId,
    said: row.said,
    startedAt: row.startedAt,
    calls: row.calls as unknown as readonly CallMade[],
    ...(row.hazardId ? { hazardId: row.hazardId as HazardId } : {}),
    ...(row.buildingCode ? { buildingCode: row.buildingCode as BuildingCode } : {}),
    ...(row.area ? { area: row.area } : {}),
    ...answerOf(row),
    ...(row.unansweredAt ? { unansweredAt: row.unansweredAt } : {}),
    ...(row.toldAt ? { toldAt: row.toldAt } : {}),
  };
}

function answerOf({ answeredBy, answeredAt, answerMessageId }: CallRow): Pick<EmergencyCall, "answer"> {
  if (!answeredBy || !answeredAt) return {};
  const message = answerMessageId ? { messageId: answerMessageId as MessageId } : {};
  return { answer: { by: answeredBy as PersonId, at: answeredAt, ...message } };
}

/** The drill of a row. */
export const drillOf = (row: DrillRow): Drill => ({
  id: row.id as DrillId,
  area: row.area,
  codes: row.codes,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  createdBy: row.createdBy as PersonId,
  ...(row.buildingCode ? { buildingCode: row.buildingCode as BuildingCode } : {}),
  ...(row.channel && row.account && row.chat
    ? { ref: { channel: row.channel, account: row.account, chat: row.chat } }
    : {}),
});
