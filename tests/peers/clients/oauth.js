// wechat-oauth against `webot mock`: node oauth.js URL. Only the addresses of its requests are other ones.
'use strict'

const assert = require('node:assert')
const { createCipheriv } = require('node:crypto')
const { promisify } = require('node:util')
const OAuth = require('wechat-oauth')

const base = process.argv[2]
const APPID = 'wx1234567890abcdef'

const request = OAuth.prototype.request
OAuth.prototype.request = function (url, options, callback) {
  request.call(this, url.replace('https://api.weixin.qq.com', base), options, callback)
}

/** Calls a method, which takes a callback. */
function call (client, method, ...args) {
  return promisify(client[method]).apply(client, args)
}

/** The errcode that a call is refused with. */
async function refusal (promise) {
  try {
    await promise
  } catch (error) {
    assert.equal(error.name, 'WeChatAPIError', error)
    return error.code
  }
  assert.fail('it was not refused')
}

/** The code of a user who opens a link. */
async function code (link) {
  const page = await fetch(link.replace('https://open.weixin.qq.com', base), { redirect: 'manual' })
  assert.equal(page.status, 302, await page.text())
  const back = new URL(page.headers.get('location'))
  assert.equal(back.host, 'example.com')
  assert.equal(back.searchParams.get('state'), 'abc')
  return back.searchParams.get('code')
}

async function page (client) {
  const first = await code(client.getAuthorizeURL('https://example.com/a', 'abc', 'snsapi_userinfo'))
  const { data } = await call(client, 'getAccessToken', first)
  assert.deepEqual([data.scope, data.expires_in], ['snsapi_userinfo', 7200])
  const user = await call(client, 'getUser', data.openid)
  assert.deepEqual([user.openid, user.unionid], [data.openid, data.unionid])
  assert.ok(user.nickname && user.headimgurl)
  assert.equal((await call(client, 'verifyToken', data.openid, data.access_token)).errcode, 0)
  const next = await call(client, 'refreshAccessToken', data.refresh_token)
  assert.deepEqual([next.data.openid, next.data.refresh_token], [data.openid, data.refresh_token])
  assert.equal(await refusal(call(client, 'getAccessToken', first)), 40163)
  assert.equal(await refusal(call(client, 'getAccessToken', 'wrong')), 40029)
  assert.equal(await refusal(call(client, 'refreshAccessToken', 'wrong')), 40030)
  const again = await code(client.getAuthorizeURL('https://example.com/a', 'abc', 'snsapi_userinfo'))
  assert.equal((await call(client, 'getUserByCode', again)).openid, data.openid)
}

async function silent (client) {
  const { data } = await call(client, 'getAccessToken', await code(client.getAuthorizeURL('https://example.com/a', 'abc')))
  assert.equal(data.scope, 'snsapi_base')
  assert.equal(await refusal(call(client, 'getUser', data.openid)), 48001)
}

async function website (client) {
  const link = client.getAuthorizeURLForWebsite('https://example.com/a', 'abc', 'snsapi_login')
  const user = await call(client, 'getUserByCode', await code(link))
  assert.ok(user.unionid)
}

async function miniProgram () {
  const client = new OAuth(APPID, 'peers-secret', null, null, true)
  const { data } = await call(client, 'getSessionKey', 'js-code')
  const iv = Buffer.alloc(16, 1)
  const user = JSON.stringify({ nickName: '小明', watermark: { appid: APPID } })
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(data.session_key, 'base64'), iv)
  const encrypted = cipher.update(user, 'utf8', 'base64') + cipher.final('base64')
  const given = { encryptedData: encrypted, iv: iv.toString('base64'), sessionKey: data.session_key }
  assert.equal(client.decryptMiniProgramUser(given).nickName, '小明')
  assert.ok(data.openid && Buffer.from(data.session_key, 'base64').length === 16)
  assert.equal(await refusal(call(client, 'getSessionKey', 'js-code')), 40163)
}

/** All methods but those that only help the others. */
const USED = ['getAuthorizeURL', 'getAuthorizeURLForWebsite', 'getAccessToken', 'getSessionKey', 'refreshAccessToken',
  'decryptMiniProgramUser', 'getUser', 'verifyToken', 'getUserByCode']

async function main () {
  const methods = Object.getOwnPropertyNames(OAuth.prototype).filter((name) => !name.startsWith('_'))
  assert.deepEqual(methods.filter((name) => !['constructor', 'setOpts', 'request'].includes(name)), USED)
  for (const part of [page, silent, website]) await part(new OAuth(APPID, 'peers-secret'))
  await miniProgram()
  console.log('peers: wechat-oauth passed')
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
