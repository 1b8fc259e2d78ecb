import { type ReactElement, useEffect, useRef } from "react";
import type { SandboxPerson } from "../sandbox-types.js";
import { Avatar, UnreadBadge } from "./avatar.js";
import { unreadOf } from "./chat-list.js";
import { ClockButtons, ToolButtons } from "./tools.js";
import { Icon } from "./icons.js";
import { roleNames, storyCast } from "./people.js";
import { clockLabel } from "./time-label.js";
import { type Page, usePage } from "./use-page.js";

/** The sandbox's own bar over the chat: who one is, what time it is, and the tools. */
export function TopBar(): ReactElement {
  const page = usePage();
  return (
    <header className="top-bar">
      <h1 className="brand">
        楼信<span>沙盒</span>
      </h1>
      <IdentityChips />
      {page.layout === "desktop" ? <DesktopTools /> : <PhoneTools />}
    </header>
  );
}

/** The people of the story one tap away, whoever one is now, and the way to everybody. */
function IdentityChips(): ReactElement {
  const page = usePage();
  const shown = chipPeople(page);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    bar.current?.querySelector("[aria-pressed=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [page.me.id]);
  const elsewhere = page.world.people
    .filter((person) => !shown.includes(person))
    .reduce((sum, person) => sum + unreadFor(page, person), 0);
  return (
    <nav className="identities" aria-label="换身份">
      <div className="chips" ref={bar}>
        {shown.map((person) => (
          <button
            key={person.id}
            type="button"
            className="chip"
            aria-pressed={person.id === page.me.id}
            aria-label={`${roleNames[person.role]} ${person.name}`}
            onClick={() => page.be(person.id)}
          >
            {page.layout !== "phone" && <Avatar world={page.world} id={person.id} />}
            {roleNames[person.role]}
            {page.layout === "desktop" && person.id === page.me.id && <span className="chip-name">{person.name}</span>}
            {person.id !== page.me.id && <UnreadBadge count={unreadFor(page, person)} />}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="chip chip-more"
        aria-label="全部人物"
        onClick={() => page.show({ kind: "people" })}
      >
        <Icon name="people" />
        {page.layout === "desktop" && "全部"}
        <UnreadBadge count={elsewhere} />
      </button>
    </nav>
  );
}

/** The story's people; who one is stands in the place of the same role, or behind them. */
function chipPeople({ world, me }: Page): readonly SandboxPerson[] {
  const cast = storyCast(world);
  const story = cast ? [cast.tenant, cast.landlord, cast.gridWorker] : world.people.slice(0, 3);
  const isRoleShown = story.some((person) => person.role === me.role);
  return isRoleShown ? story.map((person) => (person.role === me.role ? me : person)) : [...story, me];
}

/** Lines that somebody else of the world has not read. */
export const unreadFor = (page: Page, person: SandboxPerson): number =>
  unreadOf({ world: page.world, lines: page.state.book.lines, marks: page.state.marks, personId: person.id });

function DesktopTools(): ReactElement {
  const { now } = usePage();
  return (
    <div className="desktop-tools">
      <p className="clock" aria-label="现在是">
        <Icon name="clock" />
        <time dateTime={now.toISOString()}>{clockLabel(now)}</time>
      </p>
      <ClockButtons />
      <ToolButtons />
    </div>
  );
}

function PhoneTools(): ReactElement {
  const { now, show } = usePage();
  return (
    <button type="button" className="phone-tools" aria-label="时间和工具" onClick={() => show({ kind: "tools" })}>
      <Icon name="clock" />
      <time dateTime={now.toISOString()}>{clockLabel(now).slice(-5)}</time>
    </button>
  );
}
