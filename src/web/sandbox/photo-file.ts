import type { Photo } from "./example-photos.js";

/** Files up to this size go out as they are, in bytes; larger ones are made smaller first. */
const mostBytes = 2_000_000;
const longestSide = 1_920;

/** Reads a picture that somebody chose. Rejects with a Chinese sentence where the browser cannot read it. */
export async function readPhoto(file: File): Promise<Photo> {
  if (!file.type.startsWith("image/")) throw new Error("只能发图片");
  if (file.size <= mostBytes) return { name: file.name, dataUrl: await dataUrlOf(file) };
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error("这张图片打不开，换一张试试");
  });
  return { name: `${file.name.replace(/\.[^.]*$/u, "")}.jpg`, dataUrl: shrink(picture) };
}

/** The picture's bytes as the API takes them. */
export const base64Of = (photo: Photo): string => photo.dataUrl.slice(photo.dataUrl.indexOf(",") + 1);

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("loadend", () => {
      if (typeof reader.result === "string") resolve(reader.result);
      else reject(new Error("这张图片读不出来，换一张试试"));
    });
    reader.readAsDataURL(file);
  });
}

function shrink(picture: ImageBitmap): string {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85);
}
