import type { ReactElement } from "react";
import { type ExampleLine, exampleLines } from "./example-lines.js";
import { examplePhoto } from "./example-photos.js";
import type { Draft } from "./draft.js";
import { Icon } from "./icons.js";
import { usePage } from "./use-page.js";

/** An example as a draft, its picture drawn. */
export const exampleDraft = (example: ExampleLine): Draft => ({
  text: example.text,
  ...(example.photo ? { photo: examplePhoto(example.photo) } : {}),
});

/** Lines that the identity might write here; a tap puts one into the composer. */
export function ExampleChips({ onChosen }: { readonly onChosen: () => void }): ReactElement | null {
  const { me, chat, setDraft } = usePage();
  if (!chat) return null;
  const choose = (example: ExampleLine) => {
    setDraft(exampleDraft(example));
    onChosen();
  };
  return (
    <div className="examples" role="group" aria-label="试着说">
      <span className="examples-head" aria-hidden="true">
        试着说
      </span>
      {exampleLines(me, chat.kind).map((example) => (
        <button key={example.text} type="button" className="example" onClick={() => choose(example)}>
          {example.photo && <Icon name="photo" />}
          <span>{example.text}</span>
          {example.photo && <span className="sr-only">，带一张图片</span>}
        </button>
      ))}
    </div>
  );
}
