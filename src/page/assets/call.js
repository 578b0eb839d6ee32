// Draws a call of the API on the mock.

import { code, button, sentence } from "./details.js";
import { foreign, h, visible } from "./dom.js";
import { call } from "./server.js";
import { said, t } from "./words.js";

/** Returns the parts of the line of a call. */
export function callSummary(entry) {
  const result = entry.status === 0 && entry.errcode === null ? t("dropped") : entry.status === 200 && entry.errcode !== null ? String(entry.errcode) : `HTTP ${entry.status}`;
  return [
    h("b", { class: "kind method" }, foreign(entry.method)),
    h("span", { class: "path" }, foreign(visible(entry.path))),
    h("span", { class: "reply" }, "→ ", result),
    h("span", { class: "ms" }, t("ms", entry.ms)),
  ];
}

/** Returns the parts below the line. */
export function callDetails(entry, app) {
  const parts = (entry.said ?? []).map((one) => sentence(said(one.said), one.severity));
  const rows = [
    [t("host"), entry.host],
    [t("account"), entry.account],
    ["rid", entry.rid],
    ...Object.entries(entry.query ?? {}),
  ];
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  parts.push(h("dl", {}, shown.flatMap(([name, value]) => [h("dt", {}, foreign(visible(name))), h("dd", {}, foreign(visible(value)))])));
  if (entry.body !== null && entry.body !== undefined) parts.push(code("body", pretty(entry.body)));
  if (entry.answer) parts.push(code("answer", pretty(entry.answer)));
  if (entry.cut) {
    const actions = h("div", { class: "actions" });
    const all = async () => {
      const whole = { ...entry, ...(await call("entry", { entry: entry.id })), id: entry.id, cut: false };
      actions.parentElement?.replaceChildren(...callDetails(whole, app));
    };
    actions.append(button("showAll", () => app.attempt(all)));
    parts.push(actions);
  }
  return parts;
}

function pretty(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
