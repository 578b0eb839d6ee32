// Draws a row of the page beside a server: a push, its answer, and what can be done with it.

import { answer, own } from "./bubble.js";
import { callDetails, callSummary } from "./call.js";
import { button, code, deliveries, sentence } from "./details.js";
import { foreign, h, visible } from "./dom.js";
import { call } from "./server.js";
import { said, t } from "./words.js";

const SIGNS = { good: "✓", noted: "!", bad: "✗" };
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Returns the row of an entry. */
export function drawRow(entry, app) {
  entry.mark ??= markOf(entry);
  const content = h("div", { class: "content" });
  const parts = entry.type === "call" ? callSummary(entry) : pushSummary(entry);
  const sign = h("span", { class: "sign" }, SIGNS[entry.mark] ?? "·", h("span", { class: "away" }, t(`mark_${entry.mark || "none"}`)));
  const time = h("time", {}, CLOCK.format(new Date(entry.time_ms ?? entry.at)));
  const box = h("details", { class: entry.mark }, h("summary", {}, sign, time, ...parts), content);
  // They are made only when they are wanted: there may be thousands of rows.
  box.addEventListener("toggle", () => {
    if (box.open && !content.firstChild) content.append(...details(entry, app));
  });
  return h("li", { "data-id": String(entry.id) }, box);
}

function markOf(entry) {
  if (entry.type === "delivered") return { accepted: entry.outcome?.findings?.length ? "noted" : "good" }[entry.status] ?? "bad";
  return "";
}

/** Returns the text in which the page searches. */
export function searchText(entry) {
  entry.searched ??= [entry.kind, entry.user, entry.text, entry.reply_text, entry.reply, entry.method, entry.path, entry.rule, entry.errcode, entry.account].join(" ").toLowerCase();
  return entry.searched;
}

function pushSummary(entry) {
  const tags = [];
  if (entry.resent) tags.push(t("resentOf", entry.resent.of));
  if (entry.delivery > 1) tags.push(t("again", entry.delivery));
  if (entry.repeated ?? entry.again) tags.push(t("repeated"));
  const text = entry.text ?? entry.push?.Content ?? entry.push?.EventKey ?? "";
  const number = entry.number ? h("span", { class: "number" }, `#${entry.number}`) : null;
  return [
    number,
    h("b", { class: "kind" }, foreign(visible(entry.kind || `${entry.method} ${entry.path}`))),
    h("span", { class: "who" }, foreign(visible(entry.user ?? ""))),
    h("span", { class: "text" }, foreign(visible(text))),
    h("span", { class: "reply" }, "→ ", foreign(visible(shortReply(entry)))),
    entry.rule ? h("span", { class: "tag" }, foreign(visible(entry.rule))) : null,
    tags.map((tag) => h("span", { class: "tag" }, tag)),
    h("span", { class: "ms" }, t("ms", rounded(milliseconds(entry)))),
  ].flat().filter(Boolean);
}

function milliseconds(entry) {
  return entry.ms ?? (entry.outcome?.deliveries ?? []).reduce((sum, one) => sum + one.elapsed_ms, 0);
}

function rounded(ms) {
  return ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms);
}

function shortReply(entry) {
  if (entry.failure) return said(entry.said?.[0]?.said).message ?? entry.failure;
  const reply = replyOf(entry);
  if (entry.refused) return `HTTP ${entry.status}`;
  if (reply.type === "none" || !reply.type) {
    if (entry.status && entry.status !== 200 && entry.type !== "delivered") return `HTTP ${entry.status}`;
    return t(entry.acknowledges ? "acknowledged" : (reply.status ?? "noReply"));
  }
  if (reply.type === "invalid") return t("invalidReply");
  const content = reply.fields?.Content;
  return typeof content === "string" ? content : reply.type;
}

/** Returns type and fields of the reply, wherever the entry has them. */
function replyOf(entry) {
  if (entry.type !== "delivered") return { type: entry.reply, fields: entry.reply_fields };
  const reply = entry.outcome?.reply;
  return reply ? { type: reply.type, fields: reply.fields } : { type: "none", status: entry.status === "accepted" ? "noReply" : "notAnswered" };
}

function details(entry, app) {
  if (entry.type === "call") return callDetails(entry, app);
  const parts = [];
  for (const remark of remarks(entry)) parts.push(sentence(remark.said, remark.severity));
  parts.push(facts(entry));
  if (entry.push && (entry.push.MsgType || entry.push.InfoType)) parts.push(drawn(entry));
  const sent = entry.outcome?.deliveries ?? [];
  if (sent.length > 1) parts.push(deliveries(sent.map((one) => ({ status: one.status, ms: one.elapsed_ms, error: one.error }))));
  const message = entry.message ?? (entry.type === "delivered" ? JSON.stringify(entry.push, null, 2) : null);
  if (message) parts.push(code("sent", message));
  if (entry.request) parts.push(code("sentEncrypted", entry.request));
  if (entry.raw) parts.push(code("reply", entry.raw));
  if (entry.decrypted) parts.push(code("replyDecrypted", entry.decrypted));
  const actions = h("div", { class: "actions" });
  if (entry.cut) actions.append(button("showAll", () => app.attempt(() => showAll(entry, app, actions))));
  if (entry.can_resend) {
    const resend = async () => {
      await call("resend", { entry: entry.id });
      app.tell(t("sentAgain", entry.number));
    };
    actions.append(button("resend", () => app.attempt(resend), "again"));
  }
  if (actions.firstChild) parts.push(actions);
  return parts;
}

/** Replaces the details by those of the whole entry. */
async function showAll(entry, app, actions) {
  const whole = { ...entry, ...(await call("entry", { entry: entry.id })), id: entry.id, cut: false };
  actions.parentElement?.replaceChildren(...details(whole, app));
}

function remarks(entry) {
  const own = (entry.said ?? []).map((one) => ({ severity: one.severity, said: said(one.said) }));
  const found = (entry.outcome?.findings ?? []).map((one) => ({ severity: one.severity, said: { message: one.message, hints: one.hint ? [one.hint] : [] } }));
  return [...own, ...found];
}

function facts(entry) {
  const verified = { true: t("verified"), false: t("refused"), null: t("unverified") }[String(entry.verified)];
  const rows = [
    [t("path"), entry.path],
    [t("destination"), entry.destination ?? entry.url],
    [t("signature"), verified],
    [t("rule"), entry.rule],
    [t("httpStatus"), entry.type === "delivered" ? null : entry.status],
    [t("account"), entry.account],
    [t("resent"), entry.resent ? t(entry.resent.signed ? "newSignature" : "oldSignature", entry.resent.of) : null],
  ];
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h("dl", {}, shown.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, foreign(visible(value)))]));
}

/** Draws message and reply as WeChat draws them. */
function drawn(entry) {
  const phone = { name: visible(entry.user || t("user", "")), chat: null };
  const reply = replyOf(entry);
  const view = { ...entry, accepted: entry.accepted !== false, reply: { type: reply.type ?? "none", fields: reply.fields } };
  const theirs = reply.type ? answer(view, phone) : [];
  return h("div", { class: "drawn" }, own(entry, phone), theirs.length ? h("div", { class: "theirs" }, h("span", { class: "away" }, t("botWrote")), ...theirs) : null);
}
