import { type KeyboardEvent, type ReactElement, useEffect, useLayoutEffect, useRef } from "react";
import type { SandboxLine } from "../sandbox-types.js";
import { Icon, type IconName } from "./icons.js";
import { usePage } from "./use-page.js";

interface LineMenuProps {
  readonly line: SandboxLine;
  readonly onQuote: () => void;
  readonly onClose: () => void;
}

interface MenuEntry {
  readonly name: string;
  readonly icon: IconName;
  readonly act: () => void;
}

/** The dark menu at a line: quote, copy, recall one's own, and the bot's thoughts. Arrow keys walk, Escape closes. */
export function LineMenu({ line, onQuote, onClose }: LineMenuProps): ReactElement {
  const entries = useEntries(line, onQuote);
  const ref = useRef<HTMLDivElement>(null);
  useMenuFocus(ref, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") onClose();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(ref.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div className="line-menu" role="menu" aria-label="对这条消息" ref={ref} tabIndex={-1} onKeyDown={onKeyDown}>
      {entries.map((entry) => (
        <button
          key={entry.name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            entry.act();
          }}
        >
          <Icon name={entry.icon} />
          {entry.name}
        </button>
      ))}
    </div>
  );
}

function useEntries(line: SandboxLine, onQuote: () => void): readonly MenuEntry[] {
  const page = usePage();
  const quote = () => {
    page.setDraft({ ...page.draft, quote: line.seq });
    onQuote();
  };
  const copy = () => void page.attempt(() => navigator.clipboard.writeText(line.text));
  const recall = () => void page.attempt(() => page.sandbox.api.recall(line.id, page.me.id));
  return [
    { name: "引用", icon: "quote", act: quote },
    ...(line.text === "" ? [] : [{ name: "复制", icon: "copy", act: copy } as const]),
    ...(line.from === page.me.id ? [{ name: "撤回", icon: "recall", act: recall } as const] : []),
    { name: "想法", icon: "bulb", act: () => page.chooseLine(line) },
  ];
}

/** Puts the focus into the menu, gives it back afterwards, and closes the menu on a press elsewhere. */
function useMenuFocus(ref: { readonly current: HTMLElement | null }, onClose: () => void): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const menu = ref.current;
    menu?.querySelector("button")?.focus();
    menu?.scrollIntoView({ block: "nearest" });
    return () => {
      const isFocusInside = menu?.contains(document.activeElement);
      if (isFocusInside && before instanceof HTMLElement) before.focus();
    };
  }, [ref]);
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [ref, onClose]);
}
