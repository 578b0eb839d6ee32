// A phone: the conversation of one user, and what the user can send.

import { drawEntry } from "./bubble.js";
import { ask, askPlace, choosePicture } from "./dialogs.js";
import { foreign, h, icon } from "./dom.js";
import { drawMenu } from "./menu.js";
import { call, upload } from "./server.js";
import { t } from "./words.js";

const EMOJI = "😀 😄 😂 😊 😍 😘 😎 🤔 😅 😭 😡 😴 👍 👎 👌 🙏 👏 💪 🤝 👋 ❤️ 💔 🎉 🎂 🌹 🔥 ⭐ ☀️ 🌧️ ☕ 🍺 🐱 🐶 🚀 ✅ ❌".split(" ");
const MAX_FILE_MB = 10;
/** The number of messages that are laid out together. */
const BLOCK = 40;
/** The distance from the end within which new messages are scrolled to, in pixels. */
const NEAR_END = 80;

class ChatPhone extends HTMLElement {
  /** Draws the phone of a user. */
  start(chat, user, name, number) {
    Object.assign(this, { chat, user, name, entries: new Map() });
    this.id = `phone-${number}`;
    this.className = "phone";
    this.list = h("div", { class: "list", role: "log", tabindex: "0", "aria-label": t("conversation", name) });
    this.hint = h("p", { class: "line hint" }, t("empty"));
    this.list.append(this.hint);
    this.state = h("span", { class: "state" });
    const remove = h("button", { type: "button", class: "bare", title: t("removeUser", name), "aria-label": t("removeUser", name), onclick: () => chat.removeUser(user.openid) }, icon("close"));
    this.removeButton = remove;
    const head = h("header", {}, h("h2", {}, name, h("small", {}, foreign(user.openid))), this.state, remove);
    this.menuPlace = h("div", { class: "menu-place" });
    this.replaceChildren(head, this.list, this.composer(), this.menuPlace);
    this.update(user, chat.state);
    this.dropFiles();
    return this;
  }

  /** Shows what has changed beside the messages. */
  update(user, state) {
    this.user = user;
    this.state.textContent = t(user.follows ? "following" : "notFollowing");
    this.state.className = user.follows ? "state" : "state off";
    this.removeButton.hidden = state.users.length < 2;
    this.followButton.hidden = user.follows;
    this.unfollowButton.hidden = !user.follows;
    const menu = JSON.stringify(state.menu ?? null);
    if (menu !== this.menu) {
      this.menu = menu;
      this.menuPlace.replaceChildren(...[drawMenu(state.menu, this)].filter(Boolean));
    }
  }

  composer() {
    this.input = h("textarea", { rows: "1", "aria-label": t("message"), placeholder: t("message"), maxlength: "20000", enterkeyhint: "send" });
    const resize = () => {
      this.input.style.height = "auto";
      this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    };
    this.input.addEventListener("input", resize);
    this.input.addEventListener("keydown", (event) => {
      // Enter that ends the composition of Chinese characters sends nothing.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.sendText();
      }
    });
    const panel = (key, picture, content) => {
      const box = h("div", { class: "panel", hidden: true, role: "group", "aria-label": t(key) }, content);
      const toggle = h("button", { type: "button", class: "bare", title: t(key), "aria-label": t(key), "aria-expanded": "false" }, icon(picture));
      toggle.addEventListener("click", () => this.open(box.hidden ? box : null));
      box.toggle = toggle;
      return box;
    };
    const emoji = panel("emoji", "smile", EMOJI.map((char) => h("button", { type: "button", class: "emoji", onclick: () => this.insert(char) }, char)));
    const more = panel("more", "plus", this.actions());
    this.panels = [emoji, more];
    const send = h("button", { type: "submit", class: "bare send", title: t("send"), "aria-label": t("send") }, icon("send"));
    const form = h("form", { class: "composer" }, this.input, emoji.toggle, more.toggle, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendText();
    });
    const all = h("div", { class: "bottom" }, form, emoji, more);
    all.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = this.panels.find((box) => !box.hidden);
      this.open(null);
      open?.toggle.focus();
    });
    return all;
  }

  actions() {
    const action = (key, picture, act) => {
      const run = () => {
        this.open(null);
        this.chat.attempt(act);
      };
      return h("button", { type: "button", class: "action", onclick: run }, icon(picture), h("span", {}, t(key)));
    };
    this.followButton = action("follow", "follow", () => this.send(["event", "subscribe"]));
    this.unfollowButton = action("unfollow", "unfollow", () => this.send(["event", "unsubscribe"]));
    return [
      action("picture", "picture", async () => {
        const file = await choosePicture();
        if (file) await this.sendPicture(file);
      }),
      action("voice", "voice", () => this.sendVoice()),
      action("place", "place", async () => {
        const place = await askPlace();
        if (place) await this.send(["location", place.x, place.y, place.label]);
      }),
      action("link", "link", async () => {
        const link = await ask(t("link"), [
          ["title", t("linkTitle"), { required: true }],
          ["text", t("linkText")],
          ["url", t("linkUrl"), { type: "url", required: true, value: "https://example.com/" }],
        ]);
        if (link) await this.send(["link"], [["Title", link.title], ["Description", link.text], ["Url", link.url]]);
      }),
      action("scan", "scan", async () => {
        const code = await ask(t("scan"), [["scene", t("scene"), { required: true, value: "101" }]]);
        if (code) await this.send(["scan", code.scene]);
      }),
      this.followButton,
      this.unfollowButton,
    ];
  }

  open(wanted) {
    for (const box of this.panels) {
      box.hidden = box !== wanted;
      box.toggle.setAttribute("aria-expanded", String(!box.hidden));
    }
    this.scrollToEnd();
  }

  insert(char) {
    this.input.setRangeText(char, this.input.selectionStart, this.input.selectionEnd, "end");
    this.input.dispatchEvent(new Event("input"));
  }

  sendText() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.input.dispatchEvent(new Event("input"));
    this.send(["text", text]);
  }

  /** Sends a message or an event. */
  send(words, set = []) {
    this.stick = true;
    return this.chat.attempt(() => call("send", { user: this.user.openid, words, set }));
  }

  /** Sends a picture; `before` makes the event that comes before it. */
  sendPicture(file, before) {
    return this.chat.attempt(async () => {
      const stored = await this.store(file);
      if (before) await this.send(...before(stored));
      await this.send(["image", stored.url]);
    });
  }

  async sendVoice() {
    const voice = await ask(t("voice"), [
      ["text", t("recognition")],
      ["file", t("sound"), { type: "file", accept: "audio/*,.amr" }],
    ]);
    if (!voice) return;
    if (voice.file) await this.store(voice.file);
    await this.send(["voice"], [["Recognition", voice.text]]);
  }

  store(file) {
    if (file.size > MAX_FILE_MB << 20) throw new Error(t("fileTooLarge", MAX_FILE_MB));
    return upload(file);
  }

  /** Sends pictures that are dropped on the phone or pasted into the message. */
  dropFiles() {
    const pictures = (transfer) => [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      for (const file of pictures(event.dataTransfer)) this.sendPicture(file);
    });
    this.input.addEventListener("paste", (event) => {
      const pasted = pictures(event.clipboardData);
      if (pasted.length) event.preventDefault();
      for (const file of pasted) this.sendPicture(file);
    });
  }

  /** Shows entries, each in the place that it has already. */
  show(entries) {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
    for (const entry of entries) {
      const drawn = drawEntry(entry, this);
      const known = this.entries.get(entry.id);
      if (known) {
        const open = known.querySelector("details")?.open;
        known.replaceWith(drawn);
        if (open) drawn.querySelector("details").open = true;
      } else {
        this.add(drawn);
      }
      this.entries.set(entry.id, drawn);
    }
    this.hint.hidden = this.entries.size > 0;
    if (atEnd || this.stick) this.scrollToEnd();
  }

  add(drawn) {
    let block = this.list.lastElementChild;
    if (!block.classList.contains("block") || block.childElementCount >= BLOCK) {
      block = h("div", { class: "block" });
      this.list.append(block);
    }
    block.append(drawn);
  }

  scrollToEnd() {
    this.stick = false;
    const scroll = () => {
      this.list.scrollTop = this.list.scrollHeight;
    };
    scroll();
    // The height of what comes into sight is known only after it is laid out.
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  }
}

customElements.define("chat-phone", ChatPhone);
