// Asks for the values of a message.

import { h } from "./dom.js";
import { t } from "./words.js";

/** Asks for values; returns them by name, or `null` if the user cancels. Each field is [name, words, properties]. */
export function ask(title, fields) {
  return new Promise((resolve) => {
    const inputs = fields.map(([name, label, properties = {}]) => {
      const input = h("input", { name, autocomplete: "off", ...properties });
      return [name, input, h("label", {}, h("span", {}, label), input)];
    });
    const cancel = h("button", { type: "button", class: "plain", onclick: () => dialog.close() }, t("cancel"));
    const send = h("button", { type: "submit", class: "primary" }, t("send"));
    const form = h("form", { method: "dialog" }, h("h2", { id: "asked" }, title), inputs.map(([, , label]) => label), h("div", { class: "row" }, cancel, send));
    const dialog = h("dialog", { "aria-labelledby": "asked" }, form);
    let values = null;
    form.addEventListener("submit", () => {
      values = Object.fromEntries(inputs.map(([name, input]) => [name, input.type === "file" ? input.files[0] : input.value]));
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(values);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Lets the user choose a picture; returns its file, or `null`. */
export function choosePicture() {
  return new Promise((resolve) => {
    const input = h("input", { type: "file", accept: "image/*", hidden: true });
    const done = (file) => {
      input.remove();
      resolve(file);
    };
    input.addEventListener("change", () => done(input.files[0] ?? null));
    input.addEventListener("cancel", () => done(null));
    document.body.append(input);
    input.click();
  });
}

export function askPlace() {
  return ask(t("place"), [
    ["x", t("latitude"), { value: "39.90611", required: true, inputmode: "decimal", pattern: "-?[0-9]+(\\.[0-9]+)?" }],
    ["y", t("longitude"), { value: "116.39782", required: true, inputmode: "decimal", pattern: "-?[0-9]+(\\.[0-9]+)?" }],
    ["label", t("label"), { value: t("placeSample") }],
  ]);
}
