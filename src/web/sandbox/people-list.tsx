import type { ReactElement } from "react";
import type { SandboxPerson } from "../sandbox-types.js";
import { Avatar, UnreadBadge } from "./avatar.js";
import { Dialog } from "./dialog.js";
import { peopleByRole, personCaption, roleNames } from "./people.js";
import { unreadFor } from "./top-bar.js";
import { usePage } from "./use-page.js";

/** Everybody of the world by role: choosing somebody means becoming them. */
export function PeopleDialog(): ReactElement {
  const page = usePage();
  return (
    <Dialog title="你想当谁" look="sheet" onClose={() => page.show(undefined)}>
      {peopleByRole(page.world).map(({ role, people }) => (
        <section key={role} aria-label={roleNames[role]}>
          <h3 className="list-head">{roleNames[role]}</h3>
          <PeopleList people={people} />
        </section>
      ))}
    </Dialog>
  );
}

/** The members of the open chat: choosing somebody means becoming them. */
export function MembersDialog(): ReactElement | null {
  const page = usePage();
  const { chat, world } = page;
  if (!chat) return null;
  const people = chat.memberIds.flatMap((id) => world.people.find((person) => person.id === id) ?? []);
  return (
    <Dialog title={`群成员（${chat.memberIds.length}）`} look="sheet" onClose={() => page.show(undefined)}>
      <p className="dialog-hint">点一个人，就换成他来说话。</p>
      <PeopleList people={people} />
    </Dialog>
  );
}

function PeopleList({ people }: { readonly people: readonly SandboxPerson[] }): ReactElement {
  const page = usePage();
  const become = (person: SandboxPerson) => {
    page.show(undefined);
    page.be(person.id);
  };
  return (
    <ul className="people">
      {people.map((person) => (
        <li key={person.id}>
          <button
            type="button"
            className="person"
            aria-current={person.id === page.me.id}
            onClick={() => become(person)}
          >
            <Avatar world={page.world} id={person.id} />
            <span className="person-name">{person.name}</span>
            <span className="person-caption">{personCaption(person)}</span>
            {person.id === page.me.id ? (
              <span className="person-me">现在的你</span>
            ) : (
              <UnreadBadge count={unreadFor(page, person)} />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
