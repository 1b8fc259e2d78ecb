import { insertOwnMessages } from "./archive/own-messages.prisma.js";
import { defaultGroupPolicy } from "./buildings/group.js";
import { chatKey } from "./channels/channel.js";
import type { Core } from "./compose.js";
import type { createDispatcher } from "./delivery/dispatcher.js";
import { hideCodes } from "./people/invite.js";

/** What the dispatcher asks of the rest: manners of groups, pictures, and the file of what went out. */
export function deliveryHooks(core: Core) {
  const { directory, database, botName, media } = core;
  return {
    policyOf: async (ref: Parameters<typeof chatKey>[0]) =>
      (await directory.findGroups([ref])).get(chatKey(ref))?.policy ?? defaultGroupPolicy,
    loadImage: async (id: Parameters<typeof media.load>[0]) => {
      const found = await media.load(id, "full");
      return found.ok ? { name: `${id}.jpg`, bytes: found.value.bytes } : undefined;
    },
    archiveOwn: async (
      line: Parameters<Parameters<typeof createDispatcher>[0]["archiveOwn"]>[0],
      receipt: { readonly externalId?: string; readonly sentAt: Date },
    ) =>
      insertOwnMessages(database.prisma, [
        {
          ref: line.ref,
          externalId: receipt.externalId ?? `outbox:${line.id}`,
          senderName: botName,
          text: hideCodes(line.text),
          sentAt: receipt.sentAt,
          ...(line.mediaId ? { mediaId: line.mediaId } : {}),
          ...(line.causedBy ? { causedBy: line.causedBy } : {}),
          ...(line.subject ? { subject: line.subject } : {}),
        },
      ]),
  };
}
