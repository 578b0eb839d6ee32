// The page beside a server: what comes to a bot or to the mock, as it happens.

import { PageApp } from "./app.js";
import "./account.js";
import { foreign, h } from "./dom.js";
import { drawRow, searchText } from "./row.js";
import { follow } from "./server.js";
import { learn, said, t } from "./words.js";
import { LIVE_WORDS } from "./live_words.js";

learn(LIVE_WORDS);

class LiveApp extends PageApp {
  connectedCallback() {
    this.state = {};
    this.entries = new Map();
    this.wanted = "";
    this.begin("live");
    this.redraw();
    // The page is painted before thousands of rows come; one in the background is not painted at all.
    if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(() => this.follow()));
    else this.follow();
  }

  follow() {
    follow({
      reset: () => this.reset(),
      state: (state) => this.update(state),
      entries: (entries) => this.show(entries),
      connected: (is) => {
        this.isGone = !is;
        this.warnOfProblem();
      },
    });
  }

  redraw() {
    this.heading = h("span", {}, "webot");
    this.place = h("span", { class: "bot" });
    this.count = h("span", { class: "count", role: "status" });
    const find = h("input", { type: "search", class: "find", value: this.wanted, placeholder: t("find"), "aria-label": t("find") });
    find.addEventListener("input", () => this.find(find.value));
    const wrongs = h("input", { type: "checkbox", checked: this.onlyWrongs === true });
    wrongs.addEventListener("change", () => {
      this.onlyWrongs = wrongs.checked;
      this.find(this.wanted);
    });
    const tools = h("div", { class: "tools", role: "group", "aria-label": t("view") }, find, h("label", { class: "only" }, wrongs, t("onlyWrongs")), this.languageButton());
    this.rows = h("ul", { class: "rows", "aria-label": t("rows") });
    this.empty = h("p", { class: "line hint" }, t("waiting"));
    this.list = h("main", { class: "feed", tabindex: "-1" }, this.empty, this.rows);
    this.account = null;
    this.split = h("div", { class: "split" }, this.list);
    const [banner, toast] = this.notices();
    this.replaceChildren(h("header", { class: "top" }, h("h1", {}, this.heading, this.place), this.count, tools), banner, this.split, toast);
    const entries = [...this.entries.values()];
    this.entries.clear();
    if (this.state.page) this.update(this.state);
    this.show(entries);
  }

  reset() {
    this.entries.clear();
    this.rows.replaceChildren();
    this.show([]);
  }

  update(state) {
    this.state = state;
    this.heading.textContent = `webot ${state.page}`;
    const parts = [state.url, state.destination ?? state.bot ?? state.file].filter(Boolean).map((part) => foreign(part));
    this.place.replaceChildren(...parts.flatMap((part, at) => (at ? [" → ", part] : [part])));
    if (state.page === "mock") {
      if (!this.account) {
        this.account = document.createElement("mock-account").start(this);
        this.split.append(this.account);
      }
      this.account.update(state);
    }
    this.warnOfProblem();
  }

  warnOfProblem() {
    const problem = said(this.state.problem);
    this.warn(this.isGone ? t("disconnected") : [problem.message, ...(problem.hints ?? [])].filter(Boolean).join("\n"));
  }

  show(entries) {
    // A reader of old rows is not moved.
    const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    for (const entry of entries) {
      const known = this.entries.get(entry.id) && this.rows.querySelector(`[data-id="${entry.id}"]`);
      const row = drawRow(entry, this);
      row.hidden = !this.fits(entry);
      this.entries.set(entry.id, entry);
      if (known) known.replaceWith(row);
      else this.rows.append(row);
    }
    const most = this.state.keeps ?? 2000;
    while (this.entries.size > most) {
      const [oldest] = this.entries.keys();
      this.entries.delete(oldest);
      this.rows.firstElementChild.remove();
    }
    this.empty.hidden = this.entries.size > 0;
    this.count.textContent = t("counted", this.entries.size);
    if (isAtEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  /** Shows only rows that contain a text. */
  find(text) {
    this.wanted = text;
    for (const row of this.rows.children) row.hidden = !this.fits(this.entries.get(Number(row.dataset.id)));
  }

  fits(entry) {
    if (this.onlyWrongs && !["bad", "noted"].includes(entry.mark)) return false;
    return searchText(entry).includes(this.wanted.trim().toLowerCase());
  }
}

customElements.define("live-app", LiveApp);
