// The menu of the account at the bottom of a phone.

import { askPlace, ask, choosePicture } from "./dialogs.js";
import { foreign, h, icon } from "./dom.js";
import { t } from "./words.js";

/** Returns the menu bar; `null` without a menu. */
export function drawMenu(menu, phone) {
  const buttons = Array.isArray(menu?.button) ? menu.button : [];
  if (!buttons.length) return null;
  const bar = h("nav", { class: "menu", "aria-label": t("menu") });
  for (const button of buttons.slice(0, 6)) bar.append(drawButton(button, phone, bar));
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll(bar);
  });
  return bar;
}

function closeAll(bar) {
  for (const open of bar.querySelectorAll("[aria-expanded=true]")) {
    open.setAttribute("aria-expanded", "false");
    open.nextElementSibling.hidden = true;
    if (open.parentElement.contains(document.activeElement)) open.focus();
  }
}

function drawButton(button, phone, bar) {
  const inner = Array.isArray(button.sub_button) ? button.sub_button : (button.sub_button?.list ?? []);
  const name = foreign(button.name ?? "");
  if (!inner.length) return h("div", {}, h("button", { type: "button", onclick: () => press(button, phone) }, name));
  const choose = (sub) => () => {
    closeAll(bar);
    press(sub, phone);
  };
  const list = h("div", { class: "submenu", hidden: true }, inner.map((sub) => h("button", { type: "button", onclick: choose(sub) }, foreign(sub.name ?? ""))));
  const toggle = h("button", { type: "button", "aria-expanded": "false", "aria-label": t("openMenu", button.name ?? "") }, icon("menu"), name);
  toggle.addEventListener("click", () => {
    const opens = list.hidden;
    closeAll(bar);
    list.hidden = !opens;
    toggle.setAttribute("aria-expanded", String(opens));
    if (opens) list.firstElementChild?.focus();
  });
  return h("div", {}, toggle, list);
}

/** Does what WeChat does when a user taps a button. */
async function press(button, phone) {
  const key = button.key ?? "";
  switch (button.type) {
    case "click":
      return phone.send(["event", "CLICK", key]);
    case "view":
      return phone.send(["event", "VIEW", button.url ?? ""]);
    case "miniprogram":
    case "view_miniprogram":
      return phone.send(["event", "view_miniprogram", button.pagepath ?? ""]);
    case "scancode_push":
    case "scancode_waitmsg": {
      const given = await ask(button.name ?? t("scan"), [["code", t("scanned"), { value: "https://example.com/table/8", required: true }]]);
      return given && phone.send(["event", button.type, key], [["ScanCodeInfo.ScanResult", given.code]]);
    }
    case "pic_sysphoto":
    case "pic_photo_or_album":
    case "pic_weixin": {
      const file = await choosePicture();
      if (!file) return undefined;
      return phone.sendPicture(file, (stored) => [["event", button.type, key], [["SendPicsInfo.PicList.item.PicMd5Sum", stored.md5]]]);
    }
    case "location_select": {
      const place = await askPlace();
      if (!place) return undefined;
      const set = [
        ["SendLocationInfo.Location_X", place.x],
        ["SendLocationInfo.Location_Y", place.y],
        ["SendLocationInfo.Label", place.label],
      ];
      await phone.send(["event", "location_select", key], set);
      return phone.send(["location", place.x, place.y, place.label]);
    }
    default:
      return phone.chat.tell(t("ownAnswer"));
  }
}
