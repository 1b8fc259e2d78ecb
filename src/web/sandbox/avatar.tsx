import type { ReactElement } from "react";
import type { SandboxWorld } from "../sandbox-types.js";
import { type Chat, nameOf } from "./chats.js";

const colourCount = 8;
/** WeChat draws a group as at most nine of its members. */
const mostFaces = 9;

/** One of the page's eight avatar colours; neighbours in the world have different ones. */
const avatarColour = (world: SandboxWorld, id: string): number =>
  (world.people.findIndex((person) => person.id === id) + colourCount) % colourCount;

/** The sign that stands for a name: its first character after the house number. */
function avatarSign(name: string): string {
  const bare = name.replace(/^[\s\d\-—－#A-Z]*(?:栋|号|座|楼|室|房|单元)?[\s\d\-—－#]*/u, "");
  return (bare === "" ? name : bare).slice(0, 1);
}

interface AvatarProps {
  readonly world: SandboxWorld;
  readonly id: string;
}

/** A person's or the bot's square. Decoration: the name stands beside it. */
export function Avatar({ world, id }: AvatarProps): ReactElement {
  if (id === world.bot.id) return <BotAvatar />;
  return (
    <span className={`avatar avatar-${avatarColour(world, id)}`} aria-hidden="true">
      {avatarSign(nameOf(world, id))}
    </span>
  );
}

function BotAvatar(): ReactElement {
  return (
    <span className="avatar avatar-bot" aria-hidden="true">
      <svg viewBox="0 0 40 40" focusable="false">
        <path d="M20 6v5M9 17.5 20 10l11 7.5V32H9z" />
        <circle cx="15.5" cy="22" r="1.8" />
        <circle cx="24.5" cy="22" r="1.8" />
        <path d="M15.5 27c2.6 2 6.4 2 9 0" />
      </svg>
    </span>
  );
}

/** A chat's square: the bot's in private, its members' in a group. */
export function ChatAvatar({ world, chat }: { readonly world: SandboxWorld; readonly chat: Chat }): ReactElement {
  if (chat.kind === "direct") return <Avatar world={world} id={world.bot.id} />;
  const faces = chat.memberIds.slice(0, mostFaces);
  return (
    <span className={`avatar avatar-group ${faces.length > 4 ? "avatar-group-many" : ""}`} aria-hidden="true">
      {faces.map((id) => (
        <Avatar key={id} world={world} id={id} />
      ))}
    </span>
  );
}

/** The number of unread lines at an avatar or a name; nothing where there are none. */
export function UnreadBadge({ count }: { readonly count: number }): ReactElement | null {
  if (count === 0) return null;
  return (
    <span className="badge">
      {count > 99 ? "99+" : count}
      <span className="sr-only">条未读</span>
    </span>
  );
}
