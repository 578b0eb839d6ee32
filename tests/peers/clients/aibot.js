// WeCom's own SDK of intelligent bots, changed only in its URL, on the WebSocket of webot's mock: a bot that streams,
// greets, updates cards, downloads files, uploads media and sends of its own accord, judged by `webot send`.
'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { WSClient, generateReqId } = require('@wecom/aibot-node-sdk');

const [, , webot, mock] = process.argv;
const wsUrl = `${mock.replace(/^http/, 'ws')}/aibot`;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

function client(botId, secret = 'peers-bot-secret', more = {}) {
    return new WSClient({ botId, secret, wsUrl, logger: quiet, ...more });
}

function once(emitter, event) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ${event} in 20 s`)), 20_000);
        emitter.once(event, (value) => {
            clearTimeout(timer);
            resolve(value);
        });
    });
}

async function connect(bot) {
    const authenticated = once(bot, 'authenticated');
    bot.connect();
    await authenticated;
    return bot;
}

async function send(...words) {
    const args = ['send', ...words, '--to', wsUrl, '--json'];
    const env = { PATH: process.env.PATH, HOME: process.cwd() };
    const { stdout } = await promisify(execFile)(webot, args, { env });
    return JSON.parse(stdout);
}

async function control(path, body) {
    const method = body ? 'POST' : 'GET';
    const answer = await fetch(`${mock}/__webot/${path}`, { method, body: body && JSON.stringify(body) });
    assert.strictEqual(answer.status, 200, path);
    return answer.json();
}

async function main() {
    const bot = client('aib-peers');
    bot.on('message.text', async (frame) => {
        const id = generateReqId('stream');
        const text = frame.body.text.content;
        await bot.replyStream(frame, id, '想', false);
        await bot.replyStream(frame, id, `想：${text}`, true);
    });
    bot.on('event.enter_chat', (frame) => {
        bot.replyWelcome(frame, { msgtype: 'text', text: { content: '你好' } });
    });
    bot.on('event.template_card_event', (frame) => {
        const { task_id } = frame.body.event.template_card_event;
        bot.updateTemplateCard(frame, { card_type: 'text_notice', main_title: { title: '已提交' }, task_id });
    });
    bot.on('message.image', async (frame) => {
        const { url, aeskey } = frame.body.image;
        const { buffer } = await bot.downloadFile(url, aeskey);
        const { media_id } = await bot.uploadMedia(buffer, { type: 'image', filename: 'picture.gif' });
        await bot.replyMedia(frame, 'image', media_id);
    });
    await connect(bot);

    let said = await send('aibot.text', '你好', '--expect-text', '^想：你好$');
    assert.deepStrictEqual([said.findings, said.stream.finished], [[], true], JSON.stringify(said));
    said = await send('aibot.enter_chat', '--expect-type', 'text');
    assert.deepStrictEqual(said.findings, []);
    said = await send('aibot.template_card_event', '--expect-type', 'update_template_card');
    assert.deepStrictEqual(said.findings, []);
    said = await send('aibot.image', '--expect-type', 'image');
    assert.deepStrictEqual(said.findings, [], JSON.stringify(said));

    // A message by the control API, and one of the bot's own accord.
    const { pushed } = await control('push', { kind: 'aibot.group', text: '@bot 在吗' });
    await bot.sendMessage('zhangsan', { msgtype: 'markdown', markdown: { content: '**早**' } });
    let push;
    for (let tries = 0; tries < 100 && !(push && push.outcome); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        push = (await control('pushes')).find((own) => own.id === pushed[0].id);
    }
    assert.deepStrictEqual([push.status, push.outcome.findings], ['accepted', []], JSON.stringify(push));
    const state = await control('state');
    const { messages } = state.aibots.find((own) => own.aibotid === 'aib-peers');
    assert.ok(messages.some((own) => own.via === 'aibot_send_msg' && own.message.markdown.content === '**早**'));
    assert.ok(!JSON.stringify([state, await control('requests')]).includes('peers-bot-secret'));

    // What the mock refuses is an error of the SDK.
    const refused = async (call, code) => {
        const error = await call.then(() => null, (reason) => reason);
        assert.ok(error && error.errcode === code, JSON.stringify(error));
    };
    await refused(bot.sendMessage('zhangsan', { msgtype: 'text', text: { content: 'x' } }), 40008);
    await refused(bot.replyStream({ headers: { req_id: 'unknown' } }, 's', 'x', true), 846605);

    // A bot has one connection.
    const disconnected = once(bot, 'event.disconnected_event');
    const second = await connect(client('aib-peers'));
    await disconnected;
    second.disconnect();
    console.log('@wecom/aibot-node-sdk talks to webot mock');
    process.exit(0);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
