import { type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "./icons.js";

interface DialogProps {
  readonly title: string;
  /** sheet: comes up from the lower edge on a phone; card: in the middle; photo: fills the page. */
  readonly look: "sheet" | "card" | "photo";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: the browser holds the focus inside and gives it back; Escape, the cross and a click beside it close it. */
export function Dialog({ title, look, onClose, children }: DialogProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    heading.current?.focus();
    return () => dialog?.close();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- reason: the click beside the dialog only adds to Escape and the cross
    <dialog
      ref={ref}
      className={`dialog dialog-${look}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="dialog-inside">
        <header className="dialog-head">
          <h2 id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className="icon-button" aria-label="关闭" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="dialog-body">{children}</div>
      </div>
    </dialog>
  );
}
