import { err, ok, type Result } from "../shared/result.js";
import type { HazardKind, Taxonomy } from "./taxonomy.js";

/** Why a word names no kind of hazard that a case can be moved to. */
export type KindRefusal =
  | { readonly reason: "unknown" }
  /** The word is one of an emergency, which is no kind that a case can be moved to. */
  | { readonly reason: "emergency" }
  | { readonly reason: "ambiguous"; readonly among: readonly HazardKind[] };

/**
 * The kind that staff mean: by its code (f01), its short or full name or one of its aliases, or by how one of these
 * begins (楼道堆 for 楼道堆物). Refuses a word that names none, several, or an emergency.
 */
export function findKind(taxonomy: Taxonomy, written: string): Result<HazardKind, KindRefusal> {
  const word = plain(written);
  const kinds = [...taxonomy.kinds.values()];
  const named = kinds.filter((kind) => plain(kind.code) === word || termsOf(kind).includes(word));
  const begun = word.length < 2 ? [] : kinds.filter((kind) => termsOf(kind).some((term) => term.startsWith(word)));
  const found = named.length > 0 ? named : begun;
  const usual = found.filter((kind) => kind.severity !== "emergency");
  const [kind] = usual;
  if (!kind) return err({ reason: found.length > 0 ? "emergency" : "unknown" });
  return found.length === 1 ? ok(kind) : err({ reason: "ambiguous", among: usual });
}

const termsOf = ({ name, short, aliases }: HazardKind): readonly string[] => [name, short, ...aliases].map(plain);

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
