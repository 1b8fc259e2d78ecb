import { randomUUID } from "node:crypto";
import { FileBox, type FileBoxInterface } from "file-box";
import * as PUPPET from "wechaty-puppet";
import type { Clock } from "../../shared/clock.js";
import { joinQuote } from "../wechaty/quote.js";
import { SendInDoubt, UnknownChat } from "../wechaty/send-line.js";
import type { RoomChange } from "./census.js";
import type { SandboxLine } from "./sandbox-line.js";
import { privateChatOf, type SandboxWorld } from "./world.js";

// Puppet has 63 abstract members; a group chat needs about 20. The others answer "unsupported", below.
const Base = PUPPET.Puppet as unknown as new (options?: PUPPET.PuppetOptions) => InstanceType<typeof PUPPET.Puppet>;

const heartbeatMs = 15_000;

/** A Wechaty puppet over the sandbox's chat network: the adapter that serves a real account serves the sandbox too. */
export class SandboxPuppet extends Base {
  static readonly VERSION = "1.0.0";
  readonly #world: SandboxWorld;
  readonly #clock: Clock;
  readonly #onOffer = (line: SandboxLine): void => void this.emit("message", { messageId: line.id });
  readonly #onRoom = (change: RoomChange): void => this.#tellChange(change);
  // The next history may give the same ids to other lines.
  readonly #onReset = (): void => this.cache.message.clear();
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(world: SandboxWorld, clock: Clock) {
    super();
    this.#world = world;
    this.#clock = clock;
  }

  override name(): string {
    return "wechaty-puppet-sandbox";
  }
  override version(): string {
    return SandboxPuppet.VERSION;
  }

  override async onStart(): Promise<void> {
    this.#world.on("offer", this.#onOffer).on("room", this.#onRoom).on("reset", this.#onReset);
    // A heartbeat that keeps nothing alive: without one wechaty takes the puppet for dead.
    this.#heartbeat = setInterval(() => this.emit("heartbeat", { data: "sandbox" }), heartbeatMs).unref();
    setImmediate(() => {
      this.login(this.#world.botId);
      this.emit("ready", { data: "ready" });
    });
  }
  override async onStop(): Promise<void> {
    this.#world.off("offer", this.#onOffer).off("room", this.#onRoom).off("reset", this.#onReset);
    clearInterval(this.#heartbeat);
  }
  override ding(data = ""): void {
    setImmediate(() => this.emit("dong", { data }));
  }

  override async contactRawPayload(id: string): Promise<PUPPET.payloads.Contact> {
    const name = this.#nameOf(id);
    if (name === undefined) throw new Error(`nobody in the sandbox has the id ${id}`);
    const { ContactGender: gender, Contact: type } = PUPPET.types;
    return { id, name, avatar: "", friend: true, gender: gender.Unknown, phone: [], type: type.Individual };
  }
  override async contactRawPayloadParser(payload: PUPPET.payloads.Contact): Promise<PUPPET.payloads.Contact> {
    return payload;
  }
  override async contactList(): Promise<string[]> {
    return [this.#world.botId, ...this.#world.people().keys()];
  }

  override async roomRawPayload(id: string): Promise<PUPPET.payloads.Room> {
    const group = this.#world.groups().get(id);
    if (!group) throw new Error(`no group in the sandbox has the id ${id}`);
    return { id, topic: group.name, memberIdList: await this.roomMemberList(id), adminIdList: [], avatar: "" };
  }
  override async roomRawPayloadParser(payload: PUPPET.payloads.Room): Promise<PUPPET.payloads.Room> {
    return payload;
  }
  override async roomList(): Promise<string[]> {
    return [...this.#world.groups().keys()];
  }
  override async roomMemberList(id: string): Promise<string[]> {
    return [...new Set([this.#world.botId, ...(this.#world.groups().get(id)?.memberIds ?? [])])];
  }
  override async roomMemberRawPayload(_room: string, id: string): Promise<PUPPET.payloads.RoomMember> {
    return { id, name: (await this.contactRawPayload(id)).name, avatar: "" };
  }
  override async roomMemberRawPayloadParser(payload: PUPPET.payloads.RoomMember): Promise<PUPPET.payloads.RoomMember> {
    return payload;
  }
  // Wechaty would look the room's id up as a contact and raise an error of no meaning.
  override async roomMemberPayloadDirty(): Promise<void> {}
  override async roomAdd(id: string, who: string | string[]): Promise<void> {
    this.#world.join(id, [who].flat(), this.#world.botId);
  }
  override async roomDel(id: string, who: string | string[]): Promise<void> {
    this.#world.leave(id, [who].flat(), this.#world.botId);
  }
  override roomTopic(id: string): Promise<string>;
  override roomTopic(id: string, topic: string): Promise<void>;
  override async roomTopic(id: string, topic?: string): Promise<string | void> {
    if (topic === undefined) return (await this.roomRawPayload(id)).topic;
    this.#world.rename(id, topic, this.#world.botId);
    return undefined;
  }

  override async messageRawPayload(id: string): Promise<PUPPET.payloads.Message> {
    const line = await this.#lineOf(id);
    if (!line) throw new Error(`no line in the sandbox has the id ${id}`);
    const base = {
      id,
      talkerId: line.from,
      text: await this.#textOf(line),
      timestamp: line.at.getTime(),
      type: typeOf(line),
      ...(line.image ? { filename: line.image.name } : {}),
    };
    return this.#world.groups().has(line.chat)
      ? { ...base, roomId: line.chat, mentionIdList: [...line.mentions] }
      : { ...base, listenerId: line.to ?? this.#world.botId };
  }
  override async messageRawPayloadParser(payload: PUPPET.payloads.Message): Promise<PUPPET.payloads.Message> {
    return payload;
  }
  override async messageFile(id: string): Promise<FileBoxInterface> {
    const image = (await this.#lineOf(id))?.image;
    const bytes = image ? await this.#world.store.loadImage(image.file) : undefined;
    if (!image || !bytes) throw new Error(`the line ${id} has no picture`);
    return FileBox.fromBuffer(bytes, image.name);
  }
  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id);
  }
  override async messageRecall(id: string): Promise<boolean> {
    const line = await this.#lineOf(id);
    if (line?.from !== this.#world.botId || line.isRecalled) return false;
    await this.#world.recall(line, this.#clock.now());
    return true;
  }

  override async messageSendText(conversation: string, text: string, mentionIds: string[] = []): Promise<string> {
    return this.#send(conversation, { kind: "text", text, mentions: mentionIds });
  }
  override async messageSendFile(conversation: string, file: FileBoxInterface): Promise<string> {
    const image = await this.#world.store.saveImage(file.name, await file.toBuffer());
    return this.#send(conversation, { kind: "image", text: "", mentions: [], image });
  }

  async #send(chat: string, line: Pick<SandboxLine, "kind" | "text" | "mentions" | "image">): Promise<string> {
    const isGroup = this.#world.groups().has(chat);
    if (!isGroup && !this.#world.people().has(chat)) throw new UnknownChat(`no chat in the sandbox has the id ${chat}`);
    const draft = {
      ...line,
      id: randomUUID(),
      chat: isGroup ? chat : privateChatOf(chat),
      from: this.#world.botId,
      at: this.#clock.now(),
      ...(isGroup ? {} : { to: chat }),
    };
    try {
      return (await this.#world.postOwn(draft)).id;
    } catch (cause) {
      // The database may have committed what it could not confirm.
      throw new SendInDoubt("it is not known whether the line stands in the sandbox", { cause });
    }
  }

  #tellChange(change: RoomChange): void {
    const { group: roomId, by } = change;
    const timestamp = this.#clock.now().getTime();
    if (change.kind === "join")
      this.emit("room-join", { roomId, inviterId: by, inviteeIdList: [...change.personIds], timestamp });
    if (change.kind === "leave")
      this.emit("room-leave", { roomId, removerId: by, removeeIdList: [...change.personIds], timestamp });
    if (change.kind === "topic")
      this.emit("room-topic", { roomId, changerId: by, newTopic: change.name, oldTopic: change.oldName, timestamp });
  }

  async #lineOf(id: string): Promise<SandboxLine | undefined> {
    return this.#world.recent(id) ?? this.#world.store.find(id);
  }

  #nameOf(id: string): string | undefined {
    return id === this.#world.botId ? this.#world.botName : this.#world.people().get(id)?.name;
  }

  /** Real puppets write a quote into the text; so does this one. */
  async #textOf(line: SandboxLine): Promise<string> {
    const quoted = line.quote === undefined ? undefined : await this.#world.store.findBySeq(line.quote);
    if (!quoted) return line.text;
    const text = quoted.kind === "image" ? "[图片]" : quoted.text;
    return joinQuote({ senderName: this.#nameOf(quoted.from) ?? quoted.from, text }, line.text);
  }
}

function typeOf(line: SandboxLine): PUPPET.types.Message {
  if (line.kind === "recall") return PUPPET.types.Message.Recalled;
  return line.kind === "image" ? PUPPET.types.Message.Image : PUPPET.types.Message.Text;
}

// What a sandbox does not do says so in wechaty's own words instead of failing as a missing method.
const unsupported = `contactAlias contactAvatar contactPhone contactCorporationRemark contactDescription contactSelfName
  contactSelfQRCode contactSelfSignature conversationReadMark friendshipAccept friendshipAdd friendshipRawPayload
  friendshipRawPayloadParser friendshipSearchHandle friendshipSearchPhone messageContact messageForward messageLocation
  messageMiniProgram messageSendContact messageSendLocation messageSendMiniProgram messageSendPost messageSendUrl
  messageUrl postPublish postRawPayload postRawPayloadParser postSearch roomAnnounce roomAvatar roomCreate
  roomInvitationAccept roomInvitationRawPayload roomInvitationRawPayloadParser roomQRCode roomQuit tagContactAdd
  tagContactDelete tagContactList tagContactRemove tap tapSearch`.split(/\s+/u);
for (const member of unsupported.filter((name) => !(name in SandboxPuppet.prototype)))
  Object.defineProperty(SandboxPuppet.prototype, member, {
    configurable: true,
    writable: true,
    value: async () => PUPPET.throwUnsupportedError(member),
  });
