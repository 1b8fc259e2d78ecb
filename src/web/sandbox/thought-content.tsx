import type { ReactElement, ReactNode } from "react";
import type { Explanation } from "../sandbox-types.js";
import { ThoughtLine } from "./thought-line.js";
import { caseStateNames, certaintyWords, isSilent, nameIn, severityNames, zoneNames } from "./thought-words.js";
import { chatTimeLabel } from "./time-label.js";
import { usePage } from "./use-page.js";

/** What the bot understood, decided, stored and says because of one message. */
export function ThoughtContent({ explanation }: { readonly explanation: Explanation }): ReactElement {
  return (
    <>
      <Understood explanation={explanation} />
      <Decided explanation={explanation} />
      <Stored explanation={explanation} />
      <Said explanation={explanation} />
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="thought-section" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface Part {
  readonly explanation: Explanation;
}

function Understood({ explanation }: Part): ReactElement {
  const { intentName, confidence, hazards, places, reasons, emergency, zone } = explanation;
  const percent = Math.round(confidence * 100);
  return (
    <Section title="听懂了什么">
      <p className="intent">
        <strong>{intentName}</strong>
        <span>
          {certaintyWords(confidence)} {percent}%
        </span>
      </p>
      <meter className="certainty" min={0} max={100} value={percent} aria-label="把握" />
      <p className="thought-note">{nameIn(zoneNames, zone)}</p>
      {emergency && <p className="emergency">紧急：{emergency.name}</p>}
      {hazards.map((hazard) => (
        <p key={`${hazard.code} ${hazard.phrase}`} className="hazard">
          <span className={`severity severity-${hazard.severity}`}>{nameIn(severityNames, hazard.severity)}</span>
          {hazard.name}
          <span className="hazard-phrase">
            {hazard.code} · 原话“{hazard.phrase}”
          </span>
        </p>
      ))}
      {places.length > 0 && <Facts name="地点" values={places} />}
      {reasons.length > 0 && <Facts name="凭什么" values={reasons} />}
    </Section>
  );
}

function Facts({ name, values }: { readonly name: string; readonly values: readonly string[] }): ReactElement {
  return (
    <div className="facts">
      <span className="facts-name">{name}</span>
      <ul aria-label={name}>
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    </div>
  );
}

function Decided({ explanation }: Part): ReactElement | null {
  if (explanation.decision.length === 0) return null;
  return (
    <Section title="决定怎么办">
      <ol className="decisions">
        {explanation.decision.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </Section>
  );
}

function Stored({ explanation }: Part): ReactElement {
  const { now } = usePage();
  const { cases, links } = explanation;
  return (
    <Section title="记下了什么">
      {cases.map((one) => (
        <p key={one.number} className="case">
          <span className="case-head">
            <strong>{one.number}</strong>
            <span className={`case-state case-${one.state}`}>{nameIn(caseStateNames, one.state)}</span>
          </span>
          {one.building} · {one.name}
          {one.dueAt && <span className="case-due">期限 {chatTimeLabel(new Date(one.dueAt), now)}</span>}
        </p>
      ))}
      {links.map((link) => (
        <p key={`${link.building} ${link.reason}`} className="building-link">
          归到<strong>{link.building}</strong>的档案
          <span className="thought-note">{link.reason}</span>
        </p>
      ))}
      {cases.length === 0 && links.length === 0 && (
        <p className="thought-note">只存了聊天记录，没有立案，也没归到哪栋楼。</p>
      )}
    </Section>
  );
}

function Said({ explanation }: Part): ReactElement {
  return (
    <Section title="对谁说什么">
      {isSilent(explanation) && (
        <p className="silent">
          这一次它没出声。{explanation.decision.length === 0 && "闲聊、广告和已经说过的事，它都不插嘴。"}
        </p>
      )}
      {explanation.lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- reason: lines have no id here and are never reordered
        <ThoughtLine key={index} line={line} />
      ))}
    </Section>
  );
}
