import { type MouseEvent, type PointerEvent, useRef } from "react";

const pressMs = 500;
/** A finger that moves further than this (pixels) is scrolling. */
const steadyPx = 10;

interface LongPressHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** Handlers that call `open` after a long press with a finger or a click with the right button. */
export function useLongPress(open: () => void): LongPressHandlers {
  const press = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number }>(
    undefined,
  );
  const stop = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    onPointerDown: (event) => {
      if (event.pointerType === "mouse") return;
      press.current = { timer: setTimeout(open, pressMs), x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event) => {
      const start = press.current;
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > steadyPx) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event) => {
      event.preventDefault();
      open();
    },
  };
}
