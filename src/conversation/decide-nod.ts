import { readNod } from "../people/claim.js";
import { tidyLine } from "../people/tidy-line.js";
import type { Changes } from "./changes.js";
import { claimWords } from "./claim-words.js";
import type { MessageContext } from "./context.js";
import type { KnownClaim, NodMatter } from "./role-matter.js";
import { confirmClaim, refuseClaim } from "./settle-claim.js";

/** 对, 不是, or a number: the grid worker answers the claim that was put last, or the one whose line is quoted. */
export function decideNod(context: MessageContext, matter: NodMatter): Changes | undefined {
  const said = tidyLine(context.message.text);
  const nod = readNod(said) ?? looseNod(context);
  const known = meantClaim(context, matter, nod?.place);
  if (!known) return undefined;
  if (known.claim.wish === "same-person") return decideWho(context, known, { said, nod });
  if (nod) return nod.isYes ? confirmClaim(context, known) : refuseClaim(context, known);
  return undefined;
}

type Nod = NonNullable<ReturnType<typeof readNod>>;

/** Under a quoted line 好 and 可以 are an answer too. */
function looseNod({ message, reading }: MessageContext): Nod | undefined {
  const kind = reading.command?.kind;
  return message.quote !== undefined && (kind === "yes" || kind === "no") ? { isYes: kind === "yes" } : undefined;
}

function meantClaim(
  { message, sender }: MessageContext,
  { claims }: NodMatter,
  place: string | undefined,
): KnownClaim | undefined {
  const quoted = message.quote?.text;
  if (quoted !== undefined) {
    const under = claims.filter((known) => isAbout(known, quoted));
    return under.length === 1 ? under[0] : under.find(({ claim }) => claim.askedId === sender.id);
  }
  if (place !== undefined) return claims.find(({ building }) => building.name === place);
  return claims[0];
}

function isAbout(known: KnownClaim, quoted: string): boolean {
  const { name, building, role } = claimWords(known);
  return quoted.includes(`${name}说是${building}`) && quoted.includes(role);
}

/** Of several whom they may be, only a number or a name tells which; a plain 对 only where there is one. */
function decideWho(
  context: MessageContext,
  known: KnownClaim,
  { said, nod }: { readonly said: string; readonly nod: Nod | undefined },
): Changes | undefined {
  if (nod && !nod.isYes) return refuseClaim(context, known);
  const [first, ...others] = known.options;
  const picked = /^[1-9]$/u.test(said)
    ? known.options[Number(said) - 1]
    : nod && others.length === 0
      ? first
      : known.options.find((person) => person.name === said);
  return picked ? confirmClaim(context, known, picked) : undefined;
}
