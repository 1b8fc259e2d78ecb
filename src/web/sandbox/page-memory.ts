/** A few strings that outlive a reload of the page. */
export interface PageMemory {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** Keeps strings in the browser's storage, or only until the next reload where the browser forbids that. */
export function createPageMemory(): PageMemory {
  const fallback = new Map<string, string>();
  const storage = browserStorage();
  return {
    read: (key) => (storage ? storage.getItem(key) : (fallback.get(key) ?? null)),
    write: (key, value) => {
      if (storage) storage.setItem(key, value);
      else fallback.set(key, value);
    },
  };
}

function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    // Browsers that forbid storage throw at the mere access; the page works without it.
    return undefined;
  }
}
