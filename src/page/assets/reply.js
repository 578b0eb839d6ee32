// Draws messages of the account as WeChat draws them.

import { foreign, h, icon, visible, webAddress, webLink } from "./dom.js";
import { t } from "./words.js";

const LINK = /<a\s+([^<>]*)>([\s\S]*?)<\/a>/gi;
const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Returns the parts of a reply: bubbles, cards and lines. */
export function drawReply(entry, phone) {
  const { type, fields } = entry.reply;
  const draw = DRAWN[type];
  if (!draw) return [bubble(foreign(type))];
  return draw(fields ?? {}, phone);
}

const DRAWN = {
  none: () => [],
  text: (fields, phone) => [bubble(...text(fields.Content ?? "", phone))],
  image: (fields) => [media("picture", "picture", fields.Image)],
  voice: (fields) => [media("voice", "voice", fields.Voice)],
  video: (fields) => [media("video", "video", fields.Video)],
  music: (fields) => [music(fields.Music ?? {})],
  news: (fields) => [news(list(fields.Articles?.item))],
  transfer_customer_service: (fields) => {
    const account = fields.TransInfo?.KfAccount;
    return [line(account ? t("transferTo", account) : t("transfer"))];
  },
};

function list(value) {
  return Array.isArray(value) ? value : value ? [value] : [];
}

export function bubble(...children) {
  return h("div", { class: "bubble" }, ...children);
}

/** Returns a line in the middle, as WeChat draws what is no message. */
export function line(...children) {
  return h("p", { class: "line" }, ...children);
}

/** Returns a text with its links; only `<a>` is known, everything else stays text. */
export function text(content, phone) {
  const parts = [];
  let from = 0;
  // A text without an end tag is not searched for one again and again.
  const links = content.length < 200000 ? content.matchAll(LINK) : [];
  for (const match of links) {
    if (match.index > from) parts.push(content.slice(from, match.index));
    parts.push(link(match[1], match[2], phone) ?? match[0]);
    from = match.index + match[0].length;
  }
  if (from < content.length) parts.push(content.slice(from));
  return [h("bdi", { class: "text", dir: "auto" }, ...parts)];
}

function link(attributes, label, phone) {
  const given = {};
  for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE)) given[name.toLowerCase()] = double ?? single;
  if (given["data-miniprogram-appid"]) {
    const path = `${given["data-miniprogram-appid"]} ${given["data-miniprogram-path"] ?? ""}`;
    return h("span", { class: "mini", title: visible(path) }, label);
  }
  const href = (given.href ?? "").replace(/&amp;/g, "&");
  const choice = /^weixin:\/\/bizmsgmenu\?(.*)$/i.exec(href);
  if (choice) {
    const query = new URLSearchParams(choice[1]);
    const content = query.get("msgmenucontent") ?? label;
    const id = query.get("msgmenuid") ?? "";
    // Beside a server, no user can choose.
    if (!phone.send) return h("span", { class: "mini" }, label);
    const send = () => phone.send(["text", content], [["bizmsgmenuid", id]]);
    return h("button", { type: "button", class: "link", onclick: send }, label);
  }
  const address = webAddress(href);
  return address ? webLink(address, label) : null;
}

/** Returns a place for a picture: one of another host loads only in a tab of its own. */
export function picture(address, label) {
  const url = webAddress(address);
  if (!url) return h("span", { class: "picture" }, icon("picture"));
  const host = new URL(url).host;
  const said = t("picturePlaceholder", host);
  return h("span", { class: "picture" }, webLink(url, icon("picture"), h("span", {}, label ?? said)));
}

export function media(kind, picture, fields) {
  const title = fields?.Title;
  return h(
    "div",
    { class: "bubble media" },
    icon(picture),
    h("span", {}, title ? foreign(title) : t(kind), h("small", {}, foreign(fields?.Description ?? fields?.MediaId ?? ""))),
  );
}

export function music(fields) {
  const address = webAddress(fields.HQMusicUrl || fields.MusicUrl);
  return h(
    "div",
    { class: "card song" },
    icon("music"),
    h("span", {}, h("b", {}, foreign(fields.Title ?? t("music"))), h("small", {}, foreign(fields.Description ?? ""))),
    address ? webLink(address, t("play")) : null,
  );
}

export function news(articles) {
  if (articles.length === 1) {
    const [article] = articles;
    return h(
      "article",
      { class: "card single" },
      h("b", {}, titled(article)),
      picture(article.PicUrl),
      h("p", {}, foreign(article.Description ?? "")),
    );
  }
  const item = (article, at) =>
    h("li", { class: at ? "item" : "item first" }, h("span", { class: "headline" }, titled(article)), picture(article.PicUrl, at ? "" : undefined));
  return h("ul", { class: "card news" }, articles.map(item));
}

function titled(article) {
  const address = webAddress(article.Url);
  const title = foreign(article.Title ?? "");
  return address ? webLink(address, title) : title;
}
