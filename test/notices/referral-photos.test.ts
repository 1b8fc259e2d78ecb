import { expect, it } from "vitest";
import type { CasePhoto } from "../../src/notices/case-file.js";
import { choosePhotos, photoWords } from "../../src/notices/referral-photos.js";
import type { MediaId } from "../../src/shared/ids.js";

const photo = (phase: CasePhoto["phase"], minute: number): CasePhoto => ({
  id: `${phase}${minute}` as MediaId,
  phase,
  addedAt: new Date(Date.UTC(2026, 10, 26, 1, minute)),
});

it("numbers the photos and says when they came", () => {
  const photos = [photo("before", 5), photo("after", 30)];
  expect(photoWords(choosePhotos(photos), photos.length)).toBe(
    "图1 整改前（11月26日9时5分）、图2 整改后（11月26日9时30分）",
  );
});

it("takes the first from before and the newest of the fix, and says how many there are", () => {
  const minutes = [0, 1, 2, 3, 4];
  const photos = [...minutes.map((one) => photo("before", one)), ...minutes.map((one) => photo("after", one))];
  const chosen = choosePhotos(photos);
  expect(chosen.map(({ id }) => id)).toEqual(["before0", "before1", "before2", "after2", "after3", "after4"]);
  expect(photoWords(chosen, photos.length)).toMatch(/，共10张$/u);
});

it("says that there is none", () => {
  expect(photoWords(choosePhotos([]), 0)).toBe("没有照片");
});
