// The parts that both pages have in common: the language, and notices about calls.

import { foreign, h } from "./dom.js";
import { speak, spoken, t } from "./words.js";

export class PageApp extends HTMLElement {
  /** Speaks the language of the address, else that of the browser. `title` is the key of the page's title. */
  begin(title) {
    this.titled = title;
    speak(new URLSearchParams(location.search).get("lang") ?? navigator.language.slice(0, 2), title);
  }

  /** Returns the button that switches the language; the page has a method `redraw`. */
  languageButton() {
    const properties = { type: "button", class: "plain language", lang: spoken() === "zh" ? "en" : "zh", "aria-label": t("languageLabel"), onclick: () => this.switchLanguage() };
    return h("button", properties, t("language"));
  }

  switchLanguage() {
    speak(spoken() === "zh" ? "en" : "zh", this.titled);
    const query = new URLSearchParams(location.search);
    query.set("lang", spoken());
    history.replaceState(null, "", `?${query}`);
    this.redraw();
    this.querySelector(".language").focus();
  }

  /** Returns the places for what stands in the way, and for what was done. */
  notices() {
    this.banner = h("p", { class: "banner", role: "alert", hidden: true });
    this.toast = h("p", { class: "toast", role: "status", hidden: true });
    return [this.banner, this.toast];
  }

  /** Shows a lasting problem; an empty text removes it. */
  warn(text) {
    this.banner.replaceChildren(foreign(text));
    this.banner.hidden = !text;
  }

  /** Does something that may fail, and says so. */
  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      this.tell(error.message);
      return undefined;
    }
  }

  tell(text) {
    clearTimeout(this.untold);
    this.toast.replaceChildren(foreign(text));
    this.toast.hidden = false;
    this.untold = setTimeout(() => {
      this.toast.hidden = true;
    }, 8000);
  }
}
