// The page of `--ui` in a browser: beside `listen`, `serve` and `mock`, with the keyboard, and with texts that mean harm.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { end, HOSTILE, hostileBot, openBrowser, openPage, shots, start } from "./browser.mjs";

const WEBOT = process.env.WEBOT ?? "target/debug/webot";
const TOKEN = "keyboardcat123";
const run = promisify(execFile);

/** Sends a push to an address as WeChat does; the answer does not matter here. */
async function send(url, ...words) {
  const { code = 0 } = await run(WEBOT, ["send", ...words, "--des", url, "--token", TOKEN]).catch((error) => error);
  // A reply that WeChat would not accept is an exit code.
  assert.ok([0, 1].includes(code), `${words}: ${code}`);
}

async function open(browser, address) {
  const opened = await openPage(browser, address, ".rows");
  await opened.page.setViewportSize({ width: 1200, height: 760 });
  return opened;
}

const row = (page, number) => page.locator(".rows > li").nth(number);

async function listen(browser) {
  const bot = await start("serve", "examples/rules.yaml", "--port", "0", "--token", TOKEN);
  const own = await start("listen", "--port", "0", "--ui", "--no-open", "--token", TOKEN, "--forward-to", bot.listening);
  const { page, check } = await open(browser, own.ui);
  for (const words of [["text", "你好"], ["text", "music"], ["event", "subscribe"]]) await send(own.listening, ...words);
  await row(page, 2).waitFor();
  const first = row(page, 0);
  await first.locator("summary").click();
  await first.locator(".drawn .own .bubble").getByText("你好").waitFor();
  await first.getByText("<MsgType>").first().waitFor();
  await first.getByRole("button", { name: "Send again" }).click();
  await row(page, 3).getByText("#1 again").waitFor();
  await first.locator("summary").click();
  await row(page, 1).locator("summary").click();
  await page.screenshot({ path: join(shots, "live-listen.png") });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole("button", { name: "用中文显示" }).click();
  await page.getByText("共 4 条").waitFor();
  await page.screenshot({ path: join(shots, "live-listen-dark-360-zh.png") });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, "nothing is wider than the screen");
  await check("listen");
  await page.close();
}

async function serve(browser) {
  const own = await start("serve", "examples/rules.yaml", "--port", "0", "--token", TOKEN, "--ui", "--no-open");
  const { page, check } = await open(browser, own.ui);
  await send(own.listening, "text", "game");
  await send(own.listening, "text", "5");
  await row(page, 1).waitFor();
  await row(page, 1).locator("summary").click();
  await row(page, 1).locator(".drawn .theirs .bubble").waitFor();
  await page.screenshot({ path: join(shots, "live-serve.png") });
  // The browser connects again and shows each row once.
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await page.reload();
  await row(page, 1).waitFor();
  assert.equal(await page.locator(".rows > li").count(), 2);
  await check("serve");
  await page.close();
}

async function mock(browser) {
  const bot = await start("serve", "examples/rules.yaml", "--port", "0", "--token", TOKEN);
  const own = await start("mock", "--port", "0", "--ui", "--no-open", "--appid", "wx1", "--push-to", bot.listening, "--push-token", TOKEN);
  const api = async (path, body) => (await fetch(own.listening + path, { method: "POST", body: JSON.stringify(body) })).json();
  const { access_token: token } = await api("/cgi-bin/stable_token", { grant_type: "client_credential", appid: "wx1", secret: "s" });
  await api(`/cgi-bin/menu/create?access_token=${token}`, { button: [{ type: "click", name: "今日歌曲", key: "V1001_TODAY_MUSIC" }] });
  const keys = await (await fetch(`${own.listening}/__webot/pay/keys`)).json();
  const order = { appid: keys.appid, mchid: keys.mchid, description: "示例商品", out_trade_no: "order-0001", notify_url: "http://127.0.0.1:1/", amount: { total: 1250 } };
  const merchant = { WX_MCHID: keys.mchid, WX_MCH_SERIAL: keys.merchant_serial, WX_MCH_PRIVATE_KEY: keys.merchant_private_key, WX_PAY_CERTIFICATE: keys.platform_certificate };
  execFileSync(WEBOT, ["api", "POST", "/v3/pay/transactions/native", "-d", JSON.stringify(order), "--api-base", own.listening], { env: { ...process.env, ...merchant }, stdio: "ignore" });
  const { page, check } = await open(browser, own.ui);
  await row(page, 2).waitFor();
  await page.getByLabel("Message", { exact: true }).fill("hello");
  await page.keyboard.press("Enter");
  await row(page, 3).getByText("hello").waitFor();
  await page.getByRole("button", { name: "今日歌曲" }).click();
  await row(page, 4).getByText("V1001_TODAY_MUSIC").waitFor();
  await row(page, 4).locator("summary").click();
  await row(page, 4).locator(".song").waitFor();
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("nothing");
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await page.getByText("the mock refuses", { exact: false }).waitFor();
  const kinds = page.getByRole("combobox", { name: "Another push …" });
  await kinds.focus();
  await page.waitForFunction(() => document.querySelectorAll("optgroup option").length > 20);
  await kinds.selectOption("LOCATION");
  await page.getByRole("button", { name: "Push", exact: true }).click();
  await row(page, 5).getByText("LOCATION").waitFor();
  await page.screenshot({ path: join(shots, "live-mock.png") });
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.locator(".orders .paid").getByText("SUCCESS").waitFor();
  await page.getByRole("button", { name: "Unfollow" }).click();
  await page.getByRole("complementary").getByText("does not follow the account").first().waitFor({ state: "attached" });
  assert.equal((await page.content()).includes(token), false, "tokens are masked");
  await page.getByRole("button", { name: "用中文显示" }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("complementary", { name: "模拟微信的状态" }).waitFor();
  await page.screenshot({ path: join(shots, "live-mock-dark-zh.png") });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: join(shots, "live-mock-dark-360-zh.png") });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, "nothing is wider than the screen");
  await check("mock");
  await page.close();
}

async function keyboard(browser) {
  const own = await start("serve", "examples/rules.yaml", "--port", "0", "--token", TOKEN, "--ui", "--no-open");
  const { page, check } = await open(browser, own.ui);
  const { keyboard: keys } = page;
  for (const text of ["one", "two", "game"]) await send(own.listening, "text", text);
  await row(page, 2).waitFor();
  await page.getByRole("searchbox").focus();
  await keys.type("two");
  assert.deepEqual(await page.locator(".rows > li:visible").count(), 1);
  await keys.press("ControlOrMeta+a");
  await keys.press("Delete");
  await keys.press("Tab");
  await keys.press("Space");
  assert.equal(await page.locator(".rows > li:visible").count(), 0, "no problems");
  await keys.press("Space");
  await keys.press("Tab");
  await keys.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await keys.press("Enter");
  await row(page, 0).getByText("<MsgType>").first().waitFor();
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, summary, input, select, a")].filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length)).map((one) => one.outerHTML),
  );
  assert.deepEqual(nameless, []);
  await check("the keyboard");
  await page.close();
}

async function hostile(browser) {
  const server = await hostileBot();
  const own = await start("listen", "--port", "0", "--ui", "--no-open", "--token", TOKEN, "--forward-to", `http://127.0.0.1:${server.address().port}/`);
  const { page, check } = await open(browser, own.ui);
  const sent = [...HOSTILE.keys()].map(String).concat(HOSTILE, "news");
  for (const text of sent) await send(own.listening, "text", text);
  await row(page, sent.length - 1).waitFor();
  for (let number = 0; number < sent.length; number += 1) {
    await row(page, number).locator("summary").click();
    await row(page, number).locator(".drawn").waitFor();
    // What an HTML parser would take for markup stays a text.
    assert.equal(await row(page, number).locator(".drawn :is(script, iframe, img, svg:not(.icon))").count(), 0);
    for (const link of await row(page, number).locator(".drawn a").all()) {
      assert.deepEqual(await link.evaluate((one) => [new URL(one.href).protocol, one.target, one.rel]), ["https:", "_blank", "noreferrer noopener"]);
    }
    await check(`text ${number}: ${sent[number]}`);
  }
  await page.screenshot({ path: join(shots, "live-hostile.png") });
  await page.close();
  server.close();
}

async function many(browser) {
  const own = await start("mock", "--port", "0", "--ui", "--no-open");
  const { page, check } = await open(browser, own.ui);
  for (let number = 0; number < 2100; number += 50) {
    await Promise.all([...Array(50).keys()].map((add) => fetch(`${own.listening}/cgi-bin/getcallbackip?access_token=${number + add}`).then((answer) => answer.text())));
  }
  await page.waitForFunction(() => document.querySelectorAll(".rows > li").length === 2000);
  const frames = await page.evaluate(async () => {
    const list = document.querySelector(".feed");
    const times = [];
    for (let step = 0; step <= 30; step += 1) {
      const before = performance.now();
      list.scrollTop = (list.scrollHeight * step) / 30;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      times.push(performance.now() - before);
    }
    return times.sort((one, other) => one - other);
  });
  const paints = [];
  for (let round = 0; round < 5; round += 1) {
    // A reload would count the time in which the old page with its rows goes.
    const fresh = await browser.newPage();
    await fresh.goto(own.ui);
    await fresh.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
    paints.push(await fresh.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await fresh.close();
  }
  console.log(`2,000 rows: scrolled in ${Math.round(frames[15])} ms a step, at most ${Math.round(frames[30])} ms; first paint after ${Math.round(Math.min(...paints))} ms`);
  await check("2,000 rows");
  await page.close();
}

try {
  const browser = await openBrowser();
  for (const test of [listen, serve, mock, keyboard, hostile, many]) {
    if (process.argv[2] && test.name !== process.argv[2]) continue;
    await test(browser);
    console.log(`live: ${test.name} ok`);
  }
} finally {
  await end();
}
