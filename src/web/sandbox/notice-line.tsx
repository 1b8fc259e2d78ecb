import type { ReactElement } from "react";
import { Icon } from "./icons.js";
import { usePage } from "./use-page.js";

/** The short message at the page's edge: what went wrong, or what was done. */
export function NoticeLine(): ReactElement {
  const { notice, notify, state } = usePage();
  return (
    <>
      <div className="notices" role="alert">
        {notice && (
          <p className={`notice notice-${notice.tone}`}>
            {notice.text}
            <button type="button" className="icon-button" aria-label="知道了" onClick={() => notify(undefined)}>
              <Icon name="close" />
            </button>
          </p>
        )}
      </div>
      <div className="connection" role="status">
        {state.connection === "lost" && <p>和服务断开了，正在重新连…</p>}
      </div>
    </>
  );
}
