// The details behind a bubble: the verdict, the time, the XML, and what can be done from here.

import { foreign, h, icon, visible } from "./dom.js";
import { call } from "./server.js";
import { said, t } from "./words.js";

/** Returns the line below a bubble, which opens to the details. */
export function details(entry, chat) {
  const list = h("div", { class: "detail" });
  const box = h("details", { class: `meta ${tone(entry)}` }, h("summary", {}, summary(entry)), list);
  // They are made only when they are wanted: a conversation may have thousands.
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    if (!list.firstChild) list.append(...content(entry, chat));
    list.scrollIntoView({ block: "nearest" });
  });
  return box;
}

function tone(entry) {
  if (entry.status === "sending") return "";
  if (entry.status === "failed" || !entry.accepted) return "bad";
  return entry.findings?.some((finding) => finding.severity === "error") ? "bad" : entry.findings?.length ? "noted" : "good";
}

function summary(entry) {
  if (entry.status === "sending") return sending(entry);
  if (entry.status === "failed") return `✗ ${t("notSent")}`;
  const time = t("ms", entry.ms);
  if (entry.in_time === false) return `✗ ${t("tooLate")}`;
  if (!entry.accepted) return `✗ ${t("notAccepted")} · ${time}`;
  const quiet = entry.reply.type === "none" ? `${t(entry.acknowledges ? "acknowledged" : "noReply")} · ` : "";
  return entry.findings.length ? `! ${quiet}${t("warnings", entry.findings.length)} · ${time}` : `✓ ${quiet}${time}`;
}

/** Says how far the sending of a message has come. */
function sending(entry) {
  const late = entry.late ?? [];
  return late.length ? t("late", late[late.length - 1] / 1000, late.length + 1) : `${t("sending")} …`;
}

function content(entry, chat) {
  const parts = [];
  if (entry.error) parts.push(sentence(said(entry.error), "error"));
  for (const finding of entry.findings ?? []) parts.push(sentence(said(finding.said), finding.severity));
  if (entry.deliveries?.length > 1) parts.push(deliveries(entry.deliveries));
  parts.push(code("sent", entry.xml));
  if (entry.request) parts.push(code("sentEncrypted", entry.request));
  if (entry.raw) parts.push(code("reply", entry.raw));
  if (entry.decrypted) parts.push(code("replyDecrypted", entry.decrypted));
  const actions = h("div", { class: "actions" });
  if (entry.cut) {
    const all = async () => {
      const whole = { ...entry, ...(await call("entry", { entry: entry.id })), cut: false };
      actions.parentElement?.replaceChildren(...content(whole, chat));
    };
    actions.append(button("showAll", () => chat.attempt(all)));
  }
  if (entry.status !== "sending") actions.append(button("restart", () => chat.restart(entry.id), "again"));
  parts.push(actions);
  return parts;
}

/** Returns a small button. */
export function button(key, onclick, picture) {
  return h("button", { type: "button", class: "small", onclick }, picture ? icon(picture) : null, t(key));
}

/** Returns a finding with its hints. */
export function sentence(text, severity) {
  return h(
    "div",
    { class: `finding ${severity}` },
    h("p", {}, foreign(text.message)),
    (text.hints ?? []).map((hint) => h("p", { class: "hint" }, foreign(hint))),
  );
}

/** Returns the list of all deliveries. */
export function deliveries(all) {
  const line = (one, at) => h("li", {}, t("delivery", at + 1, one.error ?? `HTTP ${one.status}`, one.ms));
  return h("div", {}, h("h4", {}, t("deliveries")), h("ul", {}, all.map(line)));
}

/** Returns a block of code with its title. */
export function code(key, text) {
  const copy = h("button", { type: "button", class: "small copy" }, t("copy"));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = t("copied");
    } catch {
      copy.hidden = true;
    }
  });
  return h("div", { class: "code" }, h("h4", {}, t(key), copy), h("pre", { tabindex: "0", dir: "ltr" }, indented(text)));
}

/** Breaks XML into lines for the eyes; the text itself stays as it is. */
function indented(text) {
  const parts = text.length > 20000 ? [text] : text.split(/(?<=(?<!\]\])>)(?=<[A-Za-z/])/);
  let depth = 0;
  const lines = parts.map((part) => {
    if (part.startsWith("</")) depth -= 1;
    const line = "  ".repeat(Math.max(depth, 0)) + part;
    if (/^<[A-Za-z][^>]*>$/.test(part.trim()) && !part.includes("/>")) depth += 1;
    return line;
  });
  return visible(lines.join("\n"));
}
