// wechat-api against `webot mock`: node callbacks.js URL. Only its base URL is another one.
'use strict'

const assert = require('node:assert')
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { promisify } = require('node:util')
const WechatAPI = require('wechat-api')

const base = process.argv[2]
const api = new WechatAPI('wx00000000000000aa', 'peers-secret')
api.endpoint = base

/** Calls a method that takes a callback. */
const call = (name, ...args) => promisify(api[name]).apply(api, args)

/** The errcode that a call is refused with. */
async function refusal (...args) {
  const error = await call(...args).then(() => assert.fail('it was not refused'), (error) => error)
  assert.equal(error.name, 'WeChatAPIError', error)
  return error.code
}

/** A file with the beginning of its format and a name that is not ASCII. */
function file (name, head) {
  const path = join(mkdtempSync(join(tmpdir(), 'peers-')), name)
  writeFileSync(path, Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(100_000, 7)]))
  return path
}

async function main () {
  const [jpg, mp4] = [file('图 1.jpg', '\xff\xd8\xff\xe0'), file('v.mp4', '\0\0\0\x20ftypisom')]
  const image = await call('uploadMedia', jpg, 'image')
  assert.deepEqual(await call('getMedia', image.media_id), readFileSync(jpg))
  assert.match((await call('uploadImage', jpg)).url, /^http:\/\/mmbiz\.qpic\.cn\//)
  assert.equal(await refusal('uploadMedia', jpg, 'voice'), 40005)
  const made = await call('uploadMaterial', jpg, 'image')
  assert.match(made.url, /^http:\/\/mmbiz\.qpic\.cn\//)
  const video = await call('uploadVideoMaterial', mp4, { title: '标题', introduction: '简介' })
  // It takes JSON for a file, because the content type says more than `application/json`.
  const json = async (id) => JSON.parse(await call('getMaterial', id))
  assert.equal((await json(video.media_id)).title, '标题')
  assert.equal((await call('getMaterialCount')).image_count, 1)
  assert.equal((await call('getMaterials', 'image', 0, 20)).item[0].media_id, made.media_id)
  assert.equal((await call('removeMaterial', made.media_id)).errcode, 0)
  assert.equal((await json(made.media_id)).errcode, 40007)
  for (const name of ['getUserSummary', 'getUpstreamMsgHour', 'getInterfaceSummary']) {
    assert.equal((await call(name, '2026-01-01', '2026-01-01')).list[0].ref_date, '2026-01-01', name)
  }
  console.log('peers: wechat-api passed')
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
