import type { CaseVariable } from "./templates.js";
import type { MessageVariables } from "./written/message-variables.js";

/** A file of `templates/messages`. */
export type TemplateName = keyof MessageVariables;

type Required<Name extends TemplateName> = MessageVariables[Name]["required"];
type Optional<Name extends TemplateName> = Exclude<MessageVariables[Name]["optional"] | CaseVariable, Required<Name>>;
/** What some template uses and this one does not. */
type Foreign<Name extends TemplateName> = Exclude<
  MessageVariables[TemplateName]["required" | "optional"],
  Required<Name> | Optional<Name>
>;

/** What is missing or surplus for one template does not fit, not even where it is spread into the object. */
type WordsOfOne<Name extends TemplateName, Value> = { readonly [Variable in Required<Name>]: Value } & {
  readonly [Variable in Optional<Name>]?: Value | undefined;
} & { readonly [Variable in Foreign<Name>]?: undefined };

/** The variables of a template; of several, those that fit each of them. */
export type MessageWords<Name extends TemplateName, Value> = {
  readonly [One in Name]: (words: WordsOfOne<One, Value>) => void;
}[Name] extends (words: infer Words) => void
  ? Words
  : never;

/** The variables of a template as the last argument, which may be left out where it needs none. */
export type WordsArgument<Name extends TemplateName, Value> =
  object extends MessageWords<Name, Value> ? [words?: MessageWords<Name, Value>] : [words: MessageWords<Name, Value>];

/** A template with its variables. */
export type FilledMessage<Value, Name extends TemplateName = TemplateName> = {
  readonly [One in Name]: { readonly template: One; readonly variables: WordsOfOne<One, Value> };
}[Name];
