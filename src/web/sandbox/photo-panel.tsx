import { type ChangeEvent, type ReactElement, useState } from "react";
import {
  type ExamplePhotoKind,
  examplePhoto,
  examplePhotoKinds,
  examplePhotoNames,
  type Photo,
} from "./example-photos.js";
import { Icon } from "./icons.js";
import { readPhoto } from "./photo-file.js";
import { usePage } from "./use-page.js";

/** Where a picture comes from: one's own files, or one of three drawn examples. */
export function PhotoPanel({ onChosen }: { readonly onChosen: () => void }): ReactElement {
  const page = usePage();
  const take = (photo: Photo) => {
    page.setDraft({ ...page.draft, photo });
    onChosen();
  };
  const onFile = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) void page.attempt(async () => take(await readPhoto(file)));
  };
  return (
    <div className="photo-panel" role="group" aria-label="选一张图片">
      <label className="photo-choice photo-choice-own">
        <input type="file" accept="image/*" className="sr-only" onChange={onFile} />
        <span className="photo-choice-face">
          <Icon name="photo" />
        </span>
        从相册选
      </label>
      {examplePhotoKinds.map((kind) => (
        <ExamplePhotoButton key={kind} kind={kind} onTake={take} />
      ))}
    </div>
  );
}

function ExamplePhotoButton({
  kind,
  onTake,
}: {
  readonly kind: ExamplePhotoKind;
  readonly onTake: (photo: Photo) => void;
}): ReactElement {
  const [photo] = useState(() => examplePhoto(kind));
  return (
    <button type="button" className="photo-choice" onClick={() => onTake(photo)}>
      <img className="photo-choice-face" src={photo.dataUrl} alt="" />
      {examplePhotoNames[kind]}
    </button>
  );
}
