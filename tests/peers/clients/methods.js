// Every method of co-wechat-api and wechat-api against `webot mock`: node methods.js URL. Only their base URL is
// another one. The methods are those that the clients have, so that none is forgotten: each is in the table with its
// arguments and what its answer must hold, or in a list with the reason why it is not called.
'use strict'

const assert = require('node:assert')
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { basename, join } = require('node:path')
const { Readable } = require('node:stream')
const { promisify } = require('node:util')
const Promises = require('co-wechat-api')
const Callbacks = require('wechat-api')
const rows = require('./table')

const base = process.argv[2]

/** The modules of other chapters, which the mock answers by the table of fields alone. */
const OTHER_CHAPTERS = ['card', 'device', 'feedback', 'payment', 'poi', 'semantic', 'shakearound', 'shop_common',
  'shop_express', 'shop_goods', 'shop_group', 'shop_order', 'shop_shelf', 'shop_stock']

/** Methods that call no endpoint of their own. */
const LOCAL = ['setOpts', 'setEndpoint', 'request', 'preRequest', 'registerTicketHandle']

/** The methods of a client, with those that its modules add; those of wechat-api with `_` are called by the others. */
function methods (Client, name) {
  const others = OTHER_CHAPTERS.flatMap((chapter) => Object.keys(require(`${name}/lib/api_${chapter}`)))
  const left = new Set([...others, ...LOCAL])
  const own = Object.getOwnPropertyNames(Client.prototype)
  return own.filter((method) => method !== 'constructor' && !method.startsWith('_') && !left.has(method))
}

/** A file with the beginning of its format. */
function file (name, head) {
  const path = join(mkdtempSync(join(tmpdir(), 'peers-')), name)
  writeFileSync(path, Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(20_000, 7)]))
  return path
}

/** What the rows share: files, and what earlier answers said. */
async function subjects (openids, appid) {
  return {
    appid,
    files: {
      jpg: file('图.jpg', '\xff\xd8\xff\xe0'),
      amr: file('a.amr', '#!AMR\n'),
      mp4: file('v.mp4', '\0\0\0\x20ftypisom')
    },
    openids,
    // Each user takes five messages of customer service.
    next: () => openids.shift(),
    read: readFileSync,
    // What a server would pass on: a request with a form and its headers. WeChat wants to know the length.
    stream: (path) => {
      const head = `--b\r\nContent-Disposition: form-data; name="media"; filename="${basename(path)}"\r\n\r\n`
      const form = Buffer.concat([Buffer.from(head), readFileSync(path), Buffer.from('\r\n--b--\r\n')])
      const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': form.length }
      return Object.assign(Readable.from([form]), { headers })
    }
  }
}

async function run (name, client, Client, isCallback) {
  const call = isCallback ? (method, ...args) => promisify(client[method]).apply(client, args)
    : (method, ...args) => client[method](...args)
  const { data } = await call('getFollowers')
  const seen = await subjects(data.openid, client.appid)
  const own = new Set(methods(Client, name))
  const called = new Set()
  let count = 0
  for (const { method, args, holds, without, sync } of rows) {
    if (!own.has(method)) continue
    called.add(method)
    if (without) continue
    count++
    const given = args ? args(seen, isCallback) : []
    let answer
    try {
      answer = sync ? client[method](...given) : await call(method, ...given)
      holds(answer, seen)
    } catch (error) {
      error.message = `${name}: ${method}: ${error.message} of ${JSON.stringify(answer)?.slice(0, 500)}`
      if (process.env.PEERS_ALL) { console.error(error.message); continue }
      throw error
    }
  }
  assert.deepEqual([...own].filter((method) => !called.has(method)), [], `${name} has methods without a row`)
  return { called, count }
}

async function main () {
  const state = JSON.stringify({ followers: 300 })
  assert.equal((await fetch(`${base}/__webot/state`, { method: 'POST', body: state })).status, 200)
  const promises = new Promises('wx00000000000000b1', 'peers-secret')
  const request = promises.request.bind(promises)
  // Some of its addresses are in its code, not in its prefixes.
  promises.request = (url, ...rest) => request(url.replace(/^https?:\/\/(api|file\.api|mp)\.weixin\.qq\.com/, base), ...rest)
  const callbacks = new Callbacks('wx00000000000000b2', 'peers-secret')
  callbacks.endpoint = base
  const some = await run('co-wechat-api', promises, Promises, false)
  const others = await run('wechat-api', callbacks, Callbacks, true)
  assert.deepEqual(rows.filter(({ method }) => !some.called.has(method) && !others.called.has(method)), [], 'rows of no method')
  console.log(`peers: ${some.count} methods of co-wechat-api, ${others.count} of wechat-api passed`)
  process.exitCode = 0
}

// A callback that never comes ends the program as if all were done.
process.exitCode = 1
main().catch((error) => console.error(error))
