// Draws messages that the account sends by the API: of customer service, by template, by subscription.

import { foreign, h, icon } from "./dom.js";
import { bubble, media, music, news, text } from "./reply.js";
import { t } from "./words.js";

/** Returns the parts of a message. */
export function drawMessage(entry, phone) {
  const draw = DRAWN[entry.kind] ?? ((content) => [bubble(foreign(JSON.stringify(content)))]);
  return draw(entry.content ?? {}, phone);
}

const DRAWN = {
  text: (content, phone) => [bubble(...text(content.content ?? "", phone))],
  image: (content) => [media("picture", "picture", { MediaId: content.media_id })],
  voice: (content) => [media("voice", "voice", { MediaId: content.media_id })],
  video: (content) => [media("video", "video", { Title: content.title, Description: content.description, MediaId: content.media_id })],
  music: (content) => [music({ Title: content.title, Description: content.description, MusicUrl: content.musicurl, HQMusicUrl: content.hqmusicurl })],
  news: (content) => [news((content.articles ?? []).map((one) => ({ Title: one.title, Description: one.description, Url: one.url, PicUrl: one.picurl })))],
  msgmenu: (content, phone) => [choices(content, phone)],
  miniprogrampage: (content) => [card(content)],
  template: (content) => [template(content)],
};

function choices(content, phone) {
  const option = (one) => {
    const send = () => phone.send(["text", one.content ?? ""], [["bizmsgmenuid", String(one.id ?? "")]]);
    return h("button", { type: "button", class: "link", onclick: send }, foreign(one.content ?? ""));
  };
  const lines = [foreign(content.head_content ?? ""), ...(content.list ?? []).map(option), foreign(content.tail_content ?? "")];
  return bubble(lines.map((one) => h("div", {}, one)));
}

function card(content) {
  const said = `${content.appid ?? ""} ${content.pagepath ?? ""}`;
  return h("div", { class: "card single" }, h("b", {}, foreign(content.title ?? "")), h("span", { class: "picture" }, icon("picture")), h("small", {}, t("card"), " ", foreign(said)));
}

function template(content) {
  const data = Object.entries(content.data ?? {});
  const row = ([name, value]) => [h("dt", {}, foreign(name)), h("dd", {}, foreign(value?.value ?? ""))];
  return h("div", { class: "card single" }, h("b", {}, t("template")), h("dl", {}, data.map(row).flat()), h("small", {}, foreign(content.template_id ?? "")));
}
