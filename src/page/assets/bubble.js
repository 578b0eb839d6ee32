// Draws an entry: what a user did, and what the bot replied.

import { details } from "./details.js";
import { foreign, h, icon, visible, webAddress, webLink } from "./dom.js";
import { drawMessage } from "./message.js";
import { bubble, drawReply, line, picture } from "./reply.js";
import { said, t } from "./words.js";

/** Returns the element of an entry. */
export function drawEntry(entry, phone) {
  const element = h("div", { class: "entry", role: "group" });
  if (entry.type === "account") {
    const parts = drawMessage(entry, phone);
    element.append(h("div", { class: "theirs" }, h("span", { class: "away" }, t("botWrote")), ...parts, h("small", { class: "via" }, t(entry.via))));
    return element;
  }
  element.append(own(entry, phone));
  if (entry.status === "failed") element.append(theirs([line(foreign(said(entry.error).message ?? t("notSent")))], entry, phone));
  else if (entry.status === "done") element.append(theirs(answer(entry, phone), entry, phone));
  else element.append(theirs([], entry, phone));
  return element;
}

/** Returns the parts of the answer of a bot. */
export function answer(entry, phone) {
  // WeChat shows the user this sentence in place of a reply that it does not accept.
  if (!entry.accepted || entry.in_time === false) return [line(t("outOfOrder"))];
  return drawReply(entry, phone);
}

function theirs(parts, entry, phone) {
  return h("div", { class: "theirs" }, parts.length ? h("span", { class: "away" }, t("botWrote")) : null, ...parts, details(entry, phone.chat));
}

/** Returns what a user did. */
export function own(entry, phone) {
  const { push } = entry;
  const draw = push.MsgType === "event" ? event : (OWN[push.MsgType] ?? other);
  const drawn = draw(push, phone);
  if (drawn.classList.contains("line")) return drawn;
  return h("div", { class: "own" }, h("span", { class: "away" }, t("wrote", phone.name)), drawn);
}

const OWN = {
  text: (push) => bubble(h("bdi", { class: "text", dir: "auto" }, push.Content ?? "")),
  image: (push) => {
    const url = webAddress(push.PicUrl);
    const isOwn = url && new URL(url).origin === location.origin;
    return h("div", { class: "bubble photo" }, isOwn ? h("img", { src: url, alt: t("picture"), loading: "lazy" }) : picture(push.PicUrl));
  },
  voice: (push) => h("div", { class: "bubble media" }, icon("voice"), h("span", {}, foreign(push.Recognition || t("voice")))),
  location: (push) =>
    h(
      "div",
      { class: "card place" },
      h("b", {}, foreign(push.Label || t("place"))),
      h("small", {}, foreign(`${push.Location_X}, ${push.Location_Y}`)),
      h("span", { class: "map" }, icon("place")),
    ),
  link: (push) => {
    const address = webAddress(push.Url);
    const title = foreign(push.Title ?? "");
    return h("div", { class: "card single" }, h("b", {}, address ? webLink(address, title) : title), h("p", {}, foreign(push.Description ?? "")));
  },
};

function other(push) {
  return bubble(foreign(push.MsgType ?? push.InfoType ?? "?"));
}

const EVENTS = {
  subscribe: (push) => {
    const scene = String(push.EventKey ?? "").replace(/^qrscene_/, "");
    return scene ? t("didScanFollow", visible(scene)) : t("didSubscribe");
  },
  unsubscribe: () => t("didUnsubscribe"),
  SCAN: (push) => t("didScan", visible(push.EventKey ?? "")),
  CLICK: (push) => t("didClick", visible(push.EventKey ?? "")),
  VIEW: (push) => t("didView", visible(push.EventKey ?? "")),
  view_miniprogram: (push) => t("didMini", visible(push.EventKey ?? "")),
  scancode_push: (push) => t("didScanMenu", visible(push.ScanCodeInfo?.ScanResult ?? "")),
  scancode_waitmsg: (push) => t("didScanMenu", visible(push.ScanCodeInfo?.ScanResult ?? "")),
  pic_sysphoto: () => t("didPicture"),
  pic_photo_or_album: () => t("didPicture"),
  pic_weixin: () => t("didPicture"),
  location_select: () => t("didPlace"),
};

function event(push, phone) {
  const say = EVENTS[push.Event];
  return line(h("b", {}, phone.name), " ", foreign(say ? say(push) : t("didEvent", visible(push.Event ?? ""))));
}
