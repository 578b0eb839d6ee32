// wechat-api and co-wechat-api take their tokens from `webot token serve`: node tokens.js MOCK TOKENS. Only their base
// URL is another one.
'use strict'

const assert = require('node:assert')
const { promisify } = require('node:util')
const Promises = require('co-wechat-api')
const Callbacks = require('wechat-api')

const [mock, tokens] = process.argv.slice(2)
const APPID = 'wx1234567890abcdef'

async function main () {
  const callbacks = new Callbacks(APPID, 'peers-secret')
  callbacks.endpoint = tokens
  const call = (name, ...args) => promisify(callbacks[name]).apply(callbacks, args)
  const { accessToken } = await call('getLatestToken')
  const { ticket } = await call('getLatestTicket')
  const promises = new Promises(APPID, 'peers-key')
  promises.prefix = `${tokens}/cgi-bin/`
  assert.equal((await promises.ensureAccessToken()).accessToken, accessToken)
  assert.equal((await promises.ensureTicket('jsapi')).ticket, ticket)
  // WeChat takes it.
  promises.prefix = `${mock}/cgi-bin/`
  assert.ok((await promises.getIp()).ip_list.length > 0)
  const wrong = new Promises(APPID, 'wrong')
  wrong.prefix = `${tokens}/cgi-bin/`
  await assert.rejects(wrong.ensureAccessToken())
  console.log('peers: wechat-api and co-wechat-api take their tokens from webot token serve')
  process.exitCode = 0
}

// A callback that never comes ends the program as if all were done.
process.exitCode = 1
main().catch((error) => console.error(error))
