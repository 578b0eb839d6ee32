// Tests of `webot jssdk serve` and of the stub in headless Chromium. Run by `.ci/run`:
//   WEBOT=target/debug/webot PLAYWRIGHT=FOLDER/node_modules/playwright-core node tests/browser/jssdk.mjs
// WEBOT_SHOTS names a folder for pictures of the page.
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require(resolve(process.env.PLAYWRIGHT));
const webot = resolve(process.env.WEBOT || 'target/debug/webot');
const shots = process.env.WEBOT_SHOTS;
const folder = mkdtempSync(join(tmpdir(), 'webot-jssdk-'));
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
const WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49';
const ends = [];

function environment() {
  const env = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder, WEBOT_MOCK_STATE: join(folder, 'mock.json') };
  return { env, cwd: folder };
}

// Starts the server and returns its address.
async function serve(args = []) {
  const child = spawn(webot, ['jssdk', 'serve', '--port', '0', '--json', '--mock', ...args], environment());
  ends.push(() => child.kill());
  const line = await new Promise((done, fail) => {
    let text = '';
    let errors = '';
    child.stderr.on('data', (chunk) => { errors += chunk; });
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) { done(text.split('\n')[0]); }
    });
    child.on('exit', () => fail(new Error(errors)));
  });
  return `${JSON.parse(line).listening}/`;
}

async function open(browser, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.problems = [];
  page.asked = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (line) => {
    if (/Content Security Policy|Refused to/.test(line.text())) { page.problems.push(line.text()); }
  });
  page.on('request', (request) => page.asked.push(request.url()));
  page.on('dialog', (dialog) => dialog.dismiss());
  // Only this machine is reached.
  await context.route((address) => address.hostname !== '127.0.0.1', (route) => (options.answer || ((given) => given.abort()))(route));
  await page.goto(url);
  return page;
}

async function shot(page, name) {
  if (!shots) { return; }
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: name.endsWith('full') });
}

const ready = (page) => page.waitForSelector('#state.good');
const row = (page, name) => page.locator(`section[data-name="${name}"]`);

// Clicks the button of a function and returns what is shown below it.
async function attempt(page, name) {
  const section = row(page, name);
  await section.locator('button').click();
  const output = section.locator('output');
  await output.filter({ hasNotText: /^(called|已调用)/ }).first().waitFor();
  return output.innerText();
}

const tests = {
  async 'the page is signed, configured and asks what there is'(browser) {
    const url = await serve();
    const page = await open(browser, `${url}any/path?a=1&b=%E4%BD%A0#top`);
    await ready(page);
    assert.match(await page.locator('#state').innerText(), /wx\.config succeeded/);
    const call = await page.evaluate(() => wx.__webot.calls[0]);
    assert.equal(call.errMsg, 'config:ok');
    assert.match(call.argument.signature, /^[0-9a-f]{40}$/);
    const rows = await page.locator('#check tr').allInnerTexts();
    assert.deepEqual(rows.map((text) => text.split('\t')[0]), ['1.0.0', '1.1.0', '1.2.0', '1.3.2', '1.4.0', '1.6.0']);
    assert.equal(await page.locator('.badge.bad').count(), 0);
    assert.ok(page.asked.every((asked) => asked.startsWith(url)), page.asked.join('\n'));
    assert.deepEqual(page.problems, []);
    await shot(page, 'en');
    await shot(page, 'en-full');
  },

  async 'every button answers'(browser) {
    const page = await open(browser, await serve(['--card-id', 'pFS7Fjg8kV1IdDz01r4SQwMkuCKc']));
    await ready(page);
    const names = await page.locator('section.function').evaluateAll((all) => all.map((one) => one.dataset.name));
    assert.ok(names.length > 45, String(names.length));
    for (const name of names) {
      const text = await attempt(page, name);
      if (/^on[A-Z]/.test(name)) {
        assert.match(text, /registered/, name);
        await page.evaluate((event) => wx.__webot.trigger(event), name);
        await row(page, name).locator('output', { hasText: `${name}:ok` }).waitFor();
      } else {
        assert.match(text, new RegExp(`^${name}:ok`), text);
      }
    }
    const card = await page.evaluate(() => wx.__webot.calls.filter((call) => call.name === 'addCard').pop());
    assert.match(card.argument.cardList[0].cardExt, /"signature":"[0-9a-f]{40}"/);
    assert.deepEqual(page.problems, []);
    await row(page, 'chooseImage').scrollIntoViewIfNeeded();
    await shot(page, 'answers');
  },

  async 'users cancel, and calls fail'(browser) {
    const url = await serve();
    const page = await open(browser, `${url}?webot=cancel`);
    await ready(page);
    assert.match(await attempt(page, 'scanQRCode'), /^scanQRCode:cancel[^]*the user cancelled/);
    assert.match(await attempt(page, 'getNetworkType'), /^getNetworkType:ok/, 'nobody can cancel it');
    // The panel.
    await page.locator('#webot-stub summary').click();
    await page.locator('#webot-stub select').selectOption('fail');
    assert.match(await attempt(page, 'scanQRCode'), /^scanQRCode:fail/);
    await shot(page, 'panel');
    await page.evaluate(() => { wx.__webot = 'success,chooseImage:permission denied'; });
    const text = await attempt(page, 'chooseImage');
    assert.match(text, /^chooseImage:permission denied[^]*cause: [^]*jsApiList[^]*fix: /);
    await page.locator('#webot-stub summary').click();
    // A listener is played from the panel.
    await attempt(page, 'onMenuShareTimeline');
    await page.locator('#webot-stub summary').click();
    await page.locator('#webot-stub button', { hasText: 'onMenuShareTimeline' }).click();
    await row(page, 'onMenuShareTimeline').locator('output', { hasText: 'onMenuShareTimeline:ok' }).waitFor();
  },

  async 'a failed config is explained'(browser) {
    const page = await open(browser, `${await serve()}?webot=config:invalid%20url%20domain`);
    await page.waitForSelector('#state.bad');
    const text = await page.locator('#state').innerText();
    assert.match(text, /^config:invalid url domain[^]*cause: [^]*JS 接口安全域名[^]*fix: /);
    assert.match(await attempt(page, 'chooseImage'), /offline verifying[^]*cause: /);
    await shot(page, 'failed');
  },

  async 'menu items and WeixinJSBridge'(browser) {
    const page = await open(browser, await serve());
    await ready(page);
    await page.getByLabel('copy the link').check();
    await page.locator('[data-call=hideMenuItems]').click();
    await page.waitForFunction(() => wx.__webot.hidden.length === 1);
    assert.deepEqual(await page.evaluate(() => wx.__webot.hidden), ['menuItem:copyUrl']);
    await page.locator('[data-call=showMenuItems]').click();
    await page.waitForFunction(() => wx.__webot.hidden.length === 0);
    const output = page.locator('output').last();
    for (const [name, answer] of [['getBrandWCPayRequest', 'get_brand_wcpay_request:ok'], ['editAddress', 'edit_address:ok'], ['getNetworkType', 'network_type:wifi']]) {
      await page.getByLabel('Name').selectOption(name);
      await page.locator('#invoke').click();
      await output.filter({ hasText: answer }).waitFor();
    }
    await page.locator('#listen').click();
    await page.evaluate(() => wx.__webot.trigger('menu:share:timeline'));
    await output.filter({ hasText: 'share_timeline:ok' }).waitFor();
    await page.locator('#listen').scrollIntoViewIfNeeded();
    await shot(page, 'bridge');
    assert.deepEqual(page.problems, []);
  },

  async 'the keyboard is enough'(browser) {
    const page = await open(browser, await serve());
    await ready(page);
    await page.getByLabel('Filter').focus();
    await page.keyboard.type('getNetworkType');
    assert.equal(await page.locator('section.function:visible').count(), 1);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await row(page, 'getNetworkType').locator('output', { hasText: 'getNetworkType:ok' }).waitFor();
    // Whatever takes the focus has a name for screen readers.
    const nameless = await page.locator('button, input, select, textarea').evaluateAll((all) => all.filter((one) => {
      return !(one.getAttribute('aria-label') || one.textContent.trim() || (one.labels && one.labels.length));
    }).map((one) => one.outerHTML));
    assert.deepEqual(nameless, []);
  },

  async 'in WeChat its own script is loaded'(browser) {
    const url = await serve();
    const loaded = [];
    const answer = (route) => {
      loaded.push(route.request().url());
      if (loaded.length === 1) { return route.abort(); }
      // Stands in for WeChat's script, which is not ours to keep here.
      return route.fulfill({
        contentType: 'text/javascript',
        body: 'window.wx = { config: function () {}, ready: function () {}, error: function (act) { act({ errMsg: "config:invalid signature" }); } };',
      });
    };
    const page = await open(browser, url, { userAgent: WECHAT, answer });
    await page.waitForSelector('#state.bad');
    assert.match(await page.locator('#state').innerText(), /config:invalid signature\n+the ticket is one of the built-in mock/);
    assert.deepEqual(loaded, ['https://res.wx.qq.com/open/js/jweixin-1.6.0.js', 'https://res2.wx.qq.com/open/js/jweixin-1.6.0.js']);
    // It is switched to the stub, and the address stays.
    await page.getByLabel('stub of webot').check();
    await ready(page);
    assert.equal(page.url(), url);
    assert.deepEqual(page.problems, []);
  },

  async 'Chinese, dark and narrow'(browser) {
    const options = { colorScheme: 'dark', viewport: { width: 360, height: 740 } };
    const page = await open(browser, await serve(['--lang', 'zh']), options);
    await ready(page);
    assert.match(await page.locator('#state').innerText(), /wx\.config 成功/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
    assert.match(await attempt(page, 'chooseWXPay'), /^chooseWXPay:ok[^]*--prepay-id/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'nothing sticks out');
    await shot(page, 'zh');
    await row(page, 'chooseWXPay').scrollIntoViewIfNeeded();
    await shot(page, 'zh-pay');
  },

  async 'what WeChat says is text'(browser) {
    const page = await open(browser, await serve());
    await ready(page);
    await page.evaluate(() => {
      wx.__webot.answers.scanQRCode = { resultStr: '<img src=x onerror=alert(1)><script>window.bad = 1</script>' };
      wx.__webot.only.getLocation = '<b onclick=alert(1)>x</b>';
    });
    await attempt(page, 'scanQRCode');
    await attempt(page, 'getLocation');
    assert.equal(await page.locator('output img, output b, output script, #webot-stub li *').count(), 0);
    assert.equal(await page.evaluate(() => window.bad), undefined);
  },

  async 'the stub works in a page of its own, under a strict policy'(browser) {
    const stub = execFileSync(webot, ['jssdk', 'stub'], environment());
    const html = `<!doctype html><title>shop</title><script src="/stub.js"></script><script src="/shop.js"></script>`;
    const shop = `
      window.heard = [];
      document.addEventListener('WeixinJSBridgeReady', function () { heard.push('bridge'); });
      wx.config({ appId: 'wx1', timestamp: 1, nonceStr: 'n', signature: '${'0'.repeat(40)}', jsApiList: ['chooseImage'] });
      wx.error(function (told) { heard.push(told.errMsg); });
      wx.ready(function () {
        wx.chooseImage({ count: 2, success: function (told) { heard.push(told.localIds.length + ' ' + told.errMsg); } });
        wx.getLocation({ fail: function (told) { heard.push(told.errMsg); } });
      });`;
    const server = createServer((request, response) => {
      const body = { '/stub.js': stub, '/shop.js': shop }[request.url] || html;
      response.setHeader('Content-Type', body === html ? 'text/html' : 'text/javascript');
      response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'");
      response.end(body);
    });
    await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
    ends.push(() => server.close());
    const page = await open(browser, `http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => window.heard.length === 3);
    const heard = await page.evaluate(() => window.heard.sort());
    assert.deepEqual(heard, ['2 chooseImage:ok', 'bridge', 'getLocation:permission denied']);
    assert.equal(await page.locator('#webot-stub').count(), 1);
    assert.deepEqual(page.problems, []);
  },
};

// A launched browser has a folder of its own for its profile, which ends with it.
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
// In node, without a page.
tests['the stub checks and plays in node'] = async () => {
  const file = join(folder, 'jweixin-stub.cjs');
  execFileSync(webot, ['jssdk', 'stub', '-o', file], { ...environment(), stdio: 'ignore' });
  const wx = require(file);
  assert.equal(globalThis.wx, undefined);
  console.warn = () => {};
  const fields = { appId: 'wx1', timestamp: 1, nonceStr: 'n', signature: '0'.repeat(40), jsApiList: ['uploadImage', 'openAddress', 'scanQRCode', 'hideMenuItems'] };
  const configure = (given) => new Promise((done) => {
    let failure = 'config:ok';
    wx.error((told) => { failure = told.errMsg; });
    wx.config(given);
    wx.ready(() => done(failure));
  });
  const call = (name, argument = {}) => new Promise((done) => { wx[name]({ ...argument, complete: done }); });
  assert.equal((await call('scanQRCode')).errMsg, 'scanQRCode:the permission value is offline verifying');
  for (const [lacking, errMsg] of [
    [{ appId: '' }, 'invalid args'], [{ appId: undefined, appid: 'wx1' }, 'invalid args'], [{ jsApiList: [] }, 'param is empty'],
    [{ jsApiList: undefined }, 'fail'], [{ signature: '' }, 'invalid signature'], [{ nonceStr: undefined, noncestr: 'n' }, 'invalid signature'],
    [{ signature: 'short' }, 'invalid signature'],
  ]) {
    assert.equal(await configure({ ...fields, ...lacking }), `config:${errMsg}`);
    wx.__webot.reset();
  }
  wx.__webot = 'config:invalid url domain';
  assert.equal(await configure(fields), 'config:invalid url domain');
  wx.__webot.reset();
  assert.equal(await configure(fields), 'config:ok');
  assert.equal((await call('getLocation')).errMsg, 'getLocation:permission denied');
  assert.equal((await call('uploadImage')).errMsg, 'uploadImage:missing arguments');
  assert.equal((await call('hideMenuItems', { menuList: [] })).errMsg, 'hideMenuItems:param is empty');
  assert.ok((await call('uploadImage', { localId: 'x' })).serverId);
  assert.equal((await call('scanQRCode')).resultStr, undefined, 'WeChat handles it');
  assert.ok((await call('scanQRCode', { needResult: 1 })).resultStr);
  const checked = await call('checkJsApi', { jsApiList: ['chooseImage', 'chooseImag'] });
  assert.deepEqual(checked.checkResult, { chooseImage: true, chooseImag: false });
  const address = await call('openAddress');
  assert.deepEqual(Object.keys(address).sort(), ['cityName', 'countryName', 'detailInfo', 'errMsg', 'nationalCode', 'postalCode', 'provinceName', 'telNumber', 'userName']);
  wx.__webot = 'openAddress:cancel';
  const heard = [];
  await new Promise((done) => {
    wx.openAddress({ success: () => heard.push('success'), cancel: () => heard.push('cancel'), fail: () => heard.push('fail'), complete: () => { heard.push('complete'); done(); } });
  });
  assert.deepEqual(heard, ['cancel', 'complete']);
  wx.__webot = 'fail';
  assert.equal((await call('scanQRCode')).errMsg, 'scanQRCode:fail');
  const invoke = (name, argument) => new Promise((done) => { wx.__webot.bridge.invoke(name, argument, done); });
  wx.__webot.reset();
  assert.equal((await invoke('getBrandWCPayRequest', { appId: 'wx1' })).err_msg, 'get_brand_wcpay_request:fail_missing arguments');
  const pay = { appId: 'wx1', timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' };
  assert.equal((await invoke('getBrandWCPayRequest', pay)).err_msg, 'get_brand_wcpay_request:ok');
  wx.__webot = 'cancel';
  assert.equal((await invoke('getBrandWCPayRequest', pay)).err_msg, 'get_brand_wcpay_request:cancel');
  assert.equal((await invoke('noSuchThing', {})).err_msg, 'system:function_not_exist');
  // WeCom.
  wx.__webot.reset();
  assert.equal(wx.invoke, undefined);
  assert.equal(await configure({ ...fields, beta: true }), 'config:ok');
  const company = (name) => new Promise((done) => { wx.invoke(name, {}, done); });
  assert.equal((await company('selectExternalContact')).err_msg, 'selectExternalContact:function not exist');
  const agent = { corpid: 'ww1', agentid: '1', timestamp: 1, nonceStr: 'n', signature: '0'.repeat(40), jsApiList: ['selectExternalContact'] };
  assert.equal((await new Promise((done) => { wx.agentConfig({ ...agent, fail: done, success: done }); })).errMsg, 'agentConfig:ok');
  assert.equal((await company('selectExternalContact')).err_msg, 'selectExternalContact:ok');
  assert.throws(() => { wx.__webot = 1; }, /takes a text/);
};

const browser = await chromium.launch({ executablePath, args: FLAGS, headless: true });
let failed = 0;
try {
  for (const [name, test] of Object.entries(tests)) {
    if (process.argv[2] && !name.includes(process.argv[2])) { continue; }
    try {
      await test(browser);
      console.log(`ok ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}\n${error.stack}`);
    }
    ends.splice(0).forEach((end) => end());
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
