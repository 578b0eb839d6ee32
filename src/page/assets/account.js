// The state of the mock: tokens, followers, menu, orders; and the acts of its users.

import { ask } from "./dialogs.js";
import { button } from "./details.js";
import { foreign, h, visible } from "./dom.js";
import { call } from "./server.js";
import { said, t } from "./words.js";

class MockAccount extends HTMLElement {
  start(app) {
    this.app = app;
    this.chosen = h("select", { "aria-label": t("account") });
    this.chosen.addEventListener("change", () => this.update(this.state));
    this.user = h("select", { "aria-label": t("actingUser") });
    this.text = h("input", { "aria-label": t("message"), placeholder: t("message"), autocomplete: "off", maxlength: "2000" });
    const form = h("form", { class: "write" }, this.text, h("button", { type: "submit", class: "primary" }, t("send")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act({ action: "message", text: this.text.value }).then((done) => {
        if (done) this.text.value = "";
      });
    });
    this.kinds = h("select", { "aria-label": t("otherPush") }, h("option", { value: "" }, t("otherPush")));
    this.kinds.addEventListener("pointerdown", () => this.loadKinds());
    this.kinds.addEventListener("focus", () => this.loadKinds());
    const push = button("push", () => this.kinds.value && this.act({ kind: this.kinds.value }, "push"));
    const acts = h("div", { class: "actions" }, button("follow", () => this.act({ action: "follow" })), button("unfollow", () => this.act({ action: "unfollow" })), button("scan", () => this.scan(), "scan"));
    this.note = h("p", { class: "soft" });
    this.menu = h("div", { class: "actions" });
    this.tokens = h("ul", {});
    this.followers = h("div", {});
    this.orders = h("ul", { class: "orders" });
    const section = (key, ...children) => h("section", { "aria-label": t(key) }, h("h2", {}, t(key)), ...children);
    this.append(
      section("actAs", this.chosen, this.user, form, acts, h("div", { class: "write" }, this.kinds, push), this.note),
      section("menu", this.menu),
      section("orders", this.orders),
      section("tokens", this.tokens),
      section("followers", this.followers),
    );
    this.className = "account";
    this.setAttribute("role", "complementary");
    this.setAttribute("aria-label", t("state"));
    return this;
  }

  update(state) {
    this.state = state;
    const accounts = (state.accounts ?? []).filter((account) => account.users);
    options(this.chosen, accounts.map((account) => [account.id, account.id]));
    this.chosen.hidden = accounts.length < 2;
    const account = accounts.find((one) => one.id === this.chosen.value) ?? accounts[0];
    const users = account?.users ?? [];
    options(this.user, users.map((user) => [user.openid, `${user.openid}${user.follows ? "" : ` (${t("notFollowing")})`}`]));
    this.note.textContent = !account ? t("noAccount") : state.bot ? "" : t("noBot", state.undelivered ?? 0);
    this.note.hidden = !this.note.textContent;
    fill(this.menu, account?.menu ?? null, (menu) => this.menuButtons(menu?.button ?? []));
    fill(this.orders, [state.orders, state.order_count], ([orders, count]) => this.orderRows(orders ?? [], count ?? 0));
    fill(this.tokens, account?.access_tokens ?? [], tokenRows);
    fill(this.followers, [account?.followers, users], ([count, some]) => followerRows(count, some ?? []));
  }

  /** Lets the chosen user act. */
  act(given, name = "act") {
    const values = { openid: this.user.value, ...given };
    if (this.chosen.value) values.appid = this.chosen.value;
    return this.app.attempt(async () => {
      const { pushed, not_pushed: reason } = await call(name, values);
      this.app.tell(pushed?.length ? t(this.state.bot ? "pushed" : "pushWaits", pushed.map((one) => one.kind).join(", ")) : t("notPushed", visible(reason ?? "")));
      return true;
    });
  }

  async scan() {
    const values = await ask(t("scan"), [["scene", t("scene"), { required: true }]]);
    if (values) await this.act({ scene: values.scene }, "scan");
  }

  loadKinds() {
    if (this.isLoaded) return;
    this.isLoaded = true;
    this.app.attempt(async () => {
      const { kinds } = await call("kinds");
      const groups = new Map();
      for (const kind of kinds) {
        const family = said(kind.family);
        if (!groups.has(family)) groups.set(family, []);
        groups.get(family).push(h("option", { value: kind.name }, `${kind.name} · ${said(kind.title)}`));
      }
      for (const [family, own] of groups) this.kinds.append(h("optgroup", { label: family }, own));
    });
  }

  menuButtons(buttons) {
    const leaves = buttons.flatMap((one) => (one.sub_button?.list ?? one.sub_button ?? []).length ? (one.sub_button.list ?? one.sub_button) : [one]);
    if (!leaves.length) return [h("p", { class: "soft" }, t("noMenu"))];
    const tap = (one) => this.act({ action: "menu", button: one.key || one.name });
    return leaves.map((one) => h("button", { type: "button", class: "small", onclick: () => tap(one) }, foreign(visible(one.name ?? ""))));
  }

  orderRows(orders, count) {
    if (!orders.length) return [h("li", { class: "soft" }, t("noOrders"))];
    const pay = (order, result) =>
      this.app.attempt(async () => {
        await call("pay", { out_trade_no: order.out_trade_no, result });
        this.app.tell(t(result === "SUCCESS" ? "didPay" : "didFail", visible(order.out_trade_no)));
      });
    const row = (order) => {
      const isPayable = ["NOTPAY", "USERPAYING"].includes(order.trade_state);
      const acts = isPayable ? [button("pay", () => pay(order, "SUCCESS")), button("payFails", () => pay(order, "FAIL"))] : [];
      const amount = ((order.amount?.total ?? 0) / 100).toFixed(2);
      return h(
        "li",
        {},
        h("b", {}, foreign(visible(order.out_trade_no))),
        h("span", { class: `tag ${order.trade_state === "SUCCESS" ? "paid" : ""}` }, foreign(order.trade_state)),
        h("small", {}, foreign(visible(`${order.description ?? ""} · ¥${amount}`))),
        h("div", { class: "actions" }, acts),
      );
    };
    const rest = count > orders.length ? [h("li", { class: "soft" }, t("moreOrders", count - orders.length))] : [];
    return [...orders.map(row), ...rest];
  }
}

function tokenRows(tokens) {
  if (!tokens.length) return [h("li", { class: "soft" }, t("noTokens"))];
  const row = (token) => {
    const tags = [token.stable ? t("stable") : null, token.replaced ? t("replaced") : null].filter(Boolean);
    return h("li", {}, h("code", {}, foreign(token.token)), tags.map((tag) => h("span", { class: "tag" }, tag)), h("small", {}, t("endsIn", Math.ceil(token.ends_s / 60))));
  };
  return tokens.map(row);
}

function followerRows(count, users) {
  if (count === undefined) return [h("p", { class: "soft" }, t("noAccount"))];
  const row = (user) => h("li", {}, h("code", {}, foreign(user.openid)), user.follows ? null : h("span", { class: "tag" }, t("notFollowing")));
  return [h("p", { class: "soft" }, t("followerCount", count)), h("ul", {}, users.map(row))];
}

/** Replaces the children of an element if what they show has changed; the focus stays in its place. */
function fill(element, value, make) {
  const shown = JSON.stringify(value);
  if (element.shown === shown) return;
  element.shown = shown;
  const focused = [...element.querySelectorAll("button")].indexOf(document.activeElement);
  element.replaceChildren(...make(value));
  if (focused >= 0) element.querySelectorAll("button")[focused]?.focus();
}

/** Sets the options of a choice, which keeps its value. */
function options(select, pairs) {
  const before = select.value;
  fill(select, pairs, () => pairs.map(([value, label]) => h("option", { value }, label)));
  if (pairs.some(([value]) => value === before)) select.value = before;
}

customElements.define("mock-account", MockAccount);
