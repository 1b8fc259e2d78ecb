import { type ReactElement, useEffect, useRef } from "react";
import type { SandboxPerson } from "../sandbox-types.js";
import { Avatar } from "./avatar.js";
import type { Mentionable } from "./mentions.js";
import { personCaption } from "./people.js";
import { usePage } from "./use-page.js";

interface MentionPickerProps {
  readonly id: string;
  readonly members: readonly (Mentionable & { readonly person?: SandboxPerson })[];
  readonly active: number;
  readonly onPick: (member: Mentionable) => void;
}

/** The members who can be mentioned, above the composer; the text field keeps the focus. */
export function MentionPicker({ id, members, active, onPick }: MentionPickerProps): ReactElement {
  const { world } = usePage();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="mention-picker" role="listbox" aria-label="提到谁" id={id} ref={list}>
      {members.map((member, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- reason: the text field keeps the focus and its keys move the choice (aria-activedescendant)
        <div
          key={member.id}
          id={`${id}-${index}`}
          className="mention-option"
          role="option"
          aria-selected={index === active}
          // The press would take the focus from the text field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(member)}
        >
          <Avatar world={world} id={member.id} />
          <span>{member.name}</span>
          <span className="person-caption">{member.person ? personCaption(member.person) : "机器人"}</span>
        </div>
      ))}
    </div>
  );
}
