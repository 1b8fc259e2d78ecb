import { drawClearedStairwell, drawGasCylinder, drawStairwellWithBikes } from "./photo-scenes.js";

/** A picture ready to be sent. */
export interface Photo {
  readonly name: string;
  /** `data:image/…;base64,…` */
  readonly dataUrl: string;
}

/** The built-in example pictures. */
export type ExamplePhotoKind = "e-bike" | "cleared" | "gas-cylinder";

/** The example pictures with the words that name them, in the order of the page. */
export const examplePhotoNames: Readonly<Record<ExamplePhotoKind, string>> = {
  "e-bike": "楼梯口停了电动车",
  cleared: "楼梯口清空了",
  "gas-cylinder": "楼道里的煤气罐",
};

/** The example pictures in the order of the page. */
export const examplePhotoKinds = Object.keys(examplePhotoNames) as readonly ExamplePhotoKind[];

const scenes: Readonly<Record<ExamplePhotoKind, (pen: CanvasRenderingContext2D) => void>> = {
  "e-bike": drawStairwellWithBikes,
  cleared: drawClearedStairwell,
  "gas-cylinder": drawGasCylinder,
};

const drawn = new Map<ExamplePhotoKind, Photo>();

/** Draws an example picture (720 × 960 JPEG); drawn once, then remembered. Throws where the browser has no 2D canvas. */
export function examplePhoto(kind: ExamplePhotoKind): Photo {
  const known = drawn.get(kind);
  if (known) return known;
  const canvas = document.createElement("canvas");
  canvas.width = 720;
  canvas.height = 960;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser has no 2D canvas");
  scenes[kind](pen);
  const photo = { name: `${examplePhotoNames[kind]}.jpg`, dataUrl: canvas.toDataURL("image/jpeg", 0.86) };
  drawn.set(kind, photo);
  return photo;
}
