const marks: readonly { readonly ending: string; readonly at: number; readonly bytes: Buffer }[] = [
  { ending: ".jpg", at: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { ending: ".png", at: 0, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
  { ending: ".gif", at: 0, bytes: Buffer.from("GIF8") },
  { ending: ".webp", at: 8, bytes: Buffer.from("WEBP") },
];

/**
 * The file ending that the bytes deserve, whatever the sender calls them: `.bin` for what is no picture, so that a page
 * sent as a picture is never served as a page.
 */
export const endingOf = (bytes: Buffer): string =>
  marks.find(({ at, bytes: mark }) => bytes.subarray(at, at + mark.length).equals(mark))?.ending ?? ".bin";
