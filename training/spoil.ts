import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { pinyin } from "pinyin-pro";

/** Ways in which the same line is written otherwise. */
export const spoilings = ["traditional", "spaced", "unmarked", "emoji", "homophone"] as const;

/** One of them. */
export type Spoiling = (typeof spoilings)[number];

const han = /[\u4e00-\u9fff]/u;
const emoji = ["😭", "🙏", "😡", "🔥", "😂", "👀"] as const;

/** Writes a line otherwise; `term` are its words that matter most, one character of which a homophone replaces. */
export function createSpoil(templates: string): (text: string, how: Spoiling, term: string) => string {
  const traditional = traditionalOf(join(templates, "characters.yaml"));
  const alike = charactersBySound();
  return (text, how, term) => {
    switch (how) {
      case "traditional":
        return [...text].map((one) => traditional.get(one) ?? one).join("");
      case "spaced":
        return [...text].join(" ");
      case "unmarked":
        return text.replace(/[，。！？、,.!?;；：~…]/gu, "");
      case "emoji":
        return text.replace(/[，。,\s]|$/gu, (mark) => mark + (emoji[text.length % emoji.length] ?? ""));
      case "homophone":
        return withHomophone(text, term, alike);
    }
  };
}

function traditionalOf(file: string): ReadonlyMap<string, string> {
  const table = parse(readFileSync(file, "utf8")) as { readonly traditional: string; readonly simplified: string };
  const from = table.traditional.replace(/\s/gu, "");
  const to = table.simplified.replace(/\s/gu, "");
  const pairs = Array.from({ length: from.length }, (_, place) => [to.charAt(place), from.charAt(place)] as const);
  return new Map(pairs.toReversed());
}

/** The 3,755 most usual characters, by how they sound without the tone. Source: GB 2312, level 1. */
function charactersBySound(): ReadonlyMap<string, readonly string[]> {
  const decoder = new TextDecoder("gb2312");
  const bySound = new Map<string, string[]>();
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const one = decoder.decode(Uint8Array.of(row, cell));
      if (!han.test(one)) continue;
      const sound = pinyin(one, { toneType: "none" });
      bySound.set(sound, [...(bySound.get(sound) ?? []), one]);
    }
  return bySound;
}

function withHomophone(text: string, term: string, alike: ReadonlyMap<string, readonly string[]>): string {
  const begin = text.indexOf(term);
  const places = Array.from(term, (_, place) => begin + place).filter((place) => han.test(text.charAt(place)));
  const place = places[Math.floor(places.length / 2)];
  if (begin < 0 || place === undefined) return text;
  const one = text.charAt(place);
  const others = (alike.get(pinyin(one, { toneType: "none" })) ?? []).filter((other) => other !== one);
  const other = others[text.length % Math.max(1, others.length)] ?? one;
  return text.slice(0, place) + other + text.slice(place + 1);
}
