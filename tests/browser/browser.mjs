// Starts Chromium and webot, and watches a page for everything that must not happen.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export const folder = mkdtempSync(join(tmpdir(), "webot-browser-"));
export const shots = process.env.WEBOT_SCREENSHOTS ?? folder;
const running = [];

/** Texts that mean harm. */
export const HOSTILE = [
  "<script>window.executed = 1</script>",
  "<img src=x onerror='window.executed = 2'>",
  "<a href=\"javascript:window.executed = 3\">click me</a>",
  "<a href=' java\tscript:window.executed = 4'>click me</a>",
  "<a href=\"data:text/html,<script>window.executed = 5</script>\">click me</a>",
  "<a href=\"https://foreign.example/\" onclick=\"window.executed = 6\">a link</a>",
  "<svg onload=window.executed=7><iframe src=https://foreign.example/>",
  "<a href=\"weixin://bizmsgmenu?msgmenucontent=%3Cimg src=x onerror=window.executed=8%3E&msgmenuid=9\">choose</a>",
  "\u202egnp.exe \u2066\u200b\u0007 {{constructor.constructor('window.executed=9')()}}",
  "]]><x onload=1>&lt;script&gt;",
];

/** A bot that repeats the text that the number in the message chooses. */
export function hostileBot() {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const field = (name) => new RegExp(`<${name}><!\\[CDATA\\[([^]*?)\\]\\]>`).exec(body)?.[1] ?? "";
      const wanted = field("Content");
      const cdata = (text) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
      const own = wanted === "large" ? `begin ${"0123456789".repeat(90000)} end` : (HOSTILE[Number(wanted)] ?? wanted);
      const rest =
        wanted === "news"
          ? `<MsgType>${cdata("news")}</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>${cdata(HOSTILE[0])}</Title><Description>${cdata(HOSTILE[1])}</Description><PicUrl>${cdata("https://foreign.example/picture.png")}</PicUrl><Url>${cdata("javascript:window.executed = 10")}</Url></item></Articles>`
          : `<MsgType>${cdata("text")}</MsgType><Content>${cdata(own)}</Content>`;
      response.end(`<xml><ToUserName>${cdata(field("FromUserName"))}</ToUserName><FromUserName>${cdata(field("ToUserName"))}</FromUserName><CreateTime>1</CreateTime>${rest}</xml>`);
    });
  });
  return new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(server)));
}

/** Opens a browser with a profile of its own. */
export async function openBrowser() {
  const browser = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS.split(" "),
    acceptDownloads: true,
  });
  running.push(() => browser.close());
  return browser;
}

/** Starts `webot` with these arguments; returns the address that it serves. */
export async function serve(...args) {
  return (await start(...args)).listening;
}

/** Starts `webot` with these arguments; returns its first line. */
export async function start(...args) {
  const webot = spawn(process.env.WEBOT ?? "target/debug/webot", [...args, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  webot.stderr.on("data", (text) => {
    errors += text;
  });
  const ended = new Promise((resolve) => webot.once("exit", resolve));
  running.push(async () => {
    webot.kill("SIGINT");
    await ended;
  });
  let printed = "";
  for await (const text of webot.stdout.iterator({ destroyOnReturn: false })) {
    printed += text;
    if (printed.includes("\n")) return JSON.parse(printed.split("\n")[0]);
  }
  throw new Error(`webot ${args.join(" ")}: ${errors}`);
}

/** Ends everything that was started. */
export async function end() {
  for (const stop of running.reverse()) await stop().catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a page, and collects what must not happen: foreign requests, errors, dialogs, new windows, violations. */
export async function openPage(browser, address, ready = "chat-phone textarea") {
  const page = await browser.newPage();
  const origin = new URL(address).origin;
  const wrongs = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("blob:")) wrongs.push(`request ${url}`);
  });
  page.on("pageerror", (error) => wrongs.push(`error ${error.message}`));
  page.on("console", (message) => {
    // The browser logs the answers 422, which the page shows.
    if (message.type() === "error" && !message.text().includes("422")) wrongs.push(`console ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    wrongs.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", (popup) => wrongs.push(`popup ${popup.url()}`));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(address);
  await page.locator(ready).first().waitFor({ state: "attached" });
  const check = async (what) => {
    const seen = await page.evaluate(() => ({ violations: window.violations, executed: window.executed ?? null }));
    assert.deepEqual({ wrongs, ...seen }, { wrongs: [], violations: [], executed: null }, what);
  };
  return { page, check };
}

/** Sends a text on a phone and waits for what becomes of it; returns its element. */
export async function say(page, number, text) {
  const phone = page.locator("chat-phone").nth(number);
  const count = await phone.locator(".entry").count();
  await phone.locator("textarea").fill(text);
  await phone.locator("textarea").press("Enter");
  const entry = phone.locator(".entry").nth(count);
  await entry.locator(".meta.good, .meta.noted, .meta.bad").waitFor();
  return entry;
}
