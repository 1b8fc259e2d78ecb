import { type ReactElement, useState } from "react";
import type { ClockMove } from "../sandbox-types.js";
import { clockLabel, nextMorning } from "./time-label.js";
import { usePage } from "./use-page.js";

interface ClockChoice {
  readonly name: string;
  readonly move: (now: Date) => ClockMove;
}

const clockChoices: readonly ClockChoice[] = [
  { name: "快进1小时", move: () => ({ advanceMinutes: 60 }) },
  { name: "到明早8点", move: (now) => ({ set: nextMorning(now).toISOString() }) },
  { name: "快进1天", move: () => ({ advanceMinutes: 24 * 60 }) },
  { name: "快进1周", move: () => ({ advanceMinutes: 7 * 24 * 60 }) },
];

/** Moves the service's clock forward, so that deadlines and nights can be seen. */
export function ClockButtons(): ReactElement {
  const { sandbox, now, attempt, notify } = usePage();
  const [isMoving, setMoving] = useState(false);
  const move = async (choice: ClockChoice) => {
    setMoving(true);
    const isMoved = await attempt(async () => {
      await sandbox.api.moveClock(choice.move(now));
      sandbox.store.setClock(await sandbox.api.now());
    });
    setMoving(false);
    if (isMoved) notify({ text: `时间走到了 ${clockLabel(sandbox.clock.now())}`, tone: "done" });
  };
  return (
    <div className="clock-buttons" role="group" aria-label="快进时间">
      {clockChoices.map((choice) => (
        <button key={choice.name} type="button" className="tool" disabled={isMoving} onClick={() => void move(choice)}>
          {choice.name}
        </button>
      ))}
    </div>
  );
}

/** The guide, and starting over. */
export function ToolButtons(): ReactElement {
  const { guide, show } = usePage();
  const welcome = () => {
    show(undefined);
    guide.welcome();
  };
  return (
    <div className="tool-buttons" role="group" aria-label="工具">
      {guide.steps.length > 0 && (
        <button type="button" className="tool" onClick={welcome}>
          新手三步
        </button>
      )}
      <button type="button" className="tool" onClick={() => show({ kind: "confirm-reset", isEmpty: false })}>
        重新开始
      </button>
    </div>
  );
}
