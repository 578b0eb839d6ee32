// Calls webot, and follows what it reports.

import { both } from "./words.js";

/** Calls webot; an error has a sentence for people. */
export async function call(name, values = {}) {
  const body = typeof values === "string" ? values : JSON.stringify(values);
  return answer(fetch(name, { method: "POST", headers: { "content-type": "application/json" }, body }));
}

/** Stores a file, so that the bot can fetch it; returns its address. */
export async function upload(file) {
  return answer(fetch("media", { method: "POST", body: file }));
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error(both("gone"));
  }
  const text = await response.text();
  let json = null;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(text || `HTTP ${response.status}`);
  }
  if (!response.ok) throw new Error(json.error ? json.error[document.documentElement.lang] ?? json.error.en : text);
  return json;
}

/** Follows the conversation until the page is closed. */
export function follow({ reset, state, entries, connected }) {
  const source = new EventSource("events");
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => connected(false));
  source.addEventListener("reset", () => reset());
  source.addEventListener("state", (event) => state(JSON.parse(event.data)));
  source.addEventListener("entries", (event) => entries(JSON.parse(event.data)));
}
