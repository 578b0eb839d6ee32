// The page of `webot chat`: several phones side by side.

import { PageApp } from "./app.js";
import "./phone.js";
import { foreign, h, icon } from "./dom.js";
import { call, follow } from "./server.js";
import { said, t } from "./words.js";

class ChatApp extends PageApp {
  connectedCallback() {
    this.begin("title");
    this.state = { users: [], bot: {}, menu: null };
    this.entries = new Map();
    this.current = 0;
    this.draw();
    follow({
      reset: () => this.reset(),
      state: (state) => this.update(state),
      entries: (entries) => this.show(entries),
      connected: (is) => {
        this.connected = is;
        this.warnOfProblem();
      },
    });
  }

  /** Draws everything but the phones. */
  draw() {
    const button = (key, onclick, picture) => h("button", { type: "button", class: "plain", onclick }, picture ? icon(picture) : null, t(key));
    this.bot = h("span", { class: "bot" });
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("users") });
    this.phones = h("main", { class: "phones" });
    const [banner, toast] = this.notices();
    const tools = h(
      "div",
      { class: "tools", role: "group", "aria-label": t("options") },
      button("addUser", () => this.attempt(() => call("add-user")), "plus"),
      button("clear", () => this.attempt(() => call("clear")), "again"),
      button("exportTest", () => this.attempt(() => this.export())),
      button("save", () => this.attempt(() => this.save())),
      button("load", () => this.attempt(() => this.load())),
      this.languageButton(),
    );
    this.replaceChildren(h("header", { class: "top" }, h("h1", {}, t("title"), this.bot), tools), banner, this.tabs, this.phones, toast);
  }

  redraw() {
    this.draw();
    this.update(this.state);
    this.show([...this.entries.values()]);
  }

  reset() {
    this.entries.clear();
    this.phones.replaceChildren();
    if (this.state.users.length) this.update(this.state);
  }

  update(state) {
    this.state = state;
    const { bot } = state;
    const seed = bot.file && state.seed !== null ? ` · ${t("seed", state.seed)}` : "";
    this.bot.replaceChildren(foreign(bot.demo ? t("demo") : (bot.file ?? bot.url ?? "")), seed);
    const known = new Map([...this.phones.children].map((phone) => [phone.user.openid, phone]));
    const phones = state.users.map((user, at) => {
      const phone = known.get(user.openid);
      if (phone && phone.name === t("user", at + 1)) {
        phone.update(user, state);
        return phone;
      }
      const started = document.createElement("chat-phone").start(this, user, t("user", at + 1), at + 1);
      const own = [...this.entries.values()].filter((entry) => entry.user === user.openid);
      started.show(own);
      return started;
    });
    if (phones.some((phone, at) => this.phones.children[at] !== phone) || this.phones.children.length !== phones.length) {
      this.phones.replaceChildren(...phones);
      for (const phone of phones) phone.scrollToEnd();
    }
    this.choose(Math.min(this.current, phones.length - 1));
    this.warnOfProblem();
  }

  /** Shows what stands in the way of the whole conversation. */
  warnOfProblem() {
    const problem = said(this.state.problem);
    const text = this.connected === false ? t("disconnected") : [problem.message, ...(problem.hints ?? [])].filter(Boolean).join("\n");
    this.warn(text);
  }

  /** Shows one phone on a narrow screen. */
  choose(current) {
    this.current = Math.max(current, 0);
    const phones = [...this.phones.children];
    phones.forEach((phone, at) => {
      const appears = at === this.current && !phone.classList.contains("current");
      phone.classList.toggle("current", at === this.current);
      if (appears) phone.scrollToEnd();
    });
    const tab = (phone, at) => {
      const isCurrent = at === this.current;
      return h("button", { type: "button", role: "tab", "aria-selected": String(isCurrent), "aria-controls": phone.id, tabindex: isCurrent ? "0" : "-1", onclick: () => this.choose(at) }, phone.name);
    };
    const hadFocus = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(...phones.map(tab));
    this.tabs.hidden = phones.length < 2;
    if (hadFocus) this.tabs.children[this.current]?.focus();
    this.tabs.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) this.choose((this.current + step + phones.length) % phones.length);
    };
  }

  show(entries) {
    const own = new Map();
    for (const entry of entries) {
      this.entries.set(entry.id, entry);
      if (!own.has(entry.user)) own.set(entry.user, []);
      own.get(entry.user).push(entry);
    }
    for (const phone of this.phones.children) {
      const new_ = own.get(phone.user.openid);
      if (new_) phone.show(new_.sort((one, other) => one.id - other.id));
    }
  }

  restart(entry) {
    return this.attempt(() => call("restart", { entry }));
  }

  removeUser(user) {
    return this.attempt(() => call("remove-user", { user }));
  }

  async export() {
    const { text } = await call("export");
    download("chat.test.yaml", text);
    this.tell(t("exported", "chat.test.yaml"));
  }

  async save() {
    const { text } = await call("save");
    download("chat.jsonl", text);
  }

  async load() {
    const input = h("input", { type: "file", accept: ".jsonl,.json,.ndjson" });
    input.addEventListener("change", () =>
      this.attempt(async () => {
        const { messages } = await call("load", await input.files[0].text());
        this.tell(t("loaded", messages));
      }),
    );
    input.click();
  }
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

customElements.define("chat-app", ChatApp);
