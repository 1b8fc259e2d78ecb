import { useEffect, useReducer, useSyncExternalStore } from "react";
import type { Clock } from "../../shared/clock.js";
import { formatRoute, parseRoute, type Route } from "./route.js";

const onHashChange = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

/** The address's route and how to go to another one; `isStep` leaves a step for going back. */
export function useRoute(): readonly [Route, (route: Route, options?: { readonly isStep: boolean }) => void] {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  const go = (route: Route, options = { isStep: true }) => {
    if (options.isStep) window.location.hash = formatRoute(route);
    else window.location.replace(formatRoute(route));
  };
  return [parseRoute(hash), go];
}

/** Whether the window matches a media query, now and whenever it changes. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

const tickMs = 5_000;

/** The clock's time, looked at again every five seconds and at every rendering. */
export function useNow(clock: Clock): Date {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, []);
  return clock.now();
}
