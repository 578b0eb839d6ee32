// co-wechat-api against `webot mock`: node client.js URL. Only its base URL is another one.
'use strict'

const assert = require('node:assert')
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const WechatAPI = require('co-wechat-api')

const base = process.argv[2]

/** The control API of the mock. */
async function control (settings) {
  const response = await fetch(`${base}/__webot/state`, { method: 'POST', body: JSON.stringify(settings) })
  assert.equal(response.status, 200)
}

/** The errcode that a call is refused with. */
async function refusal (call) {
  try {
    await call
  } catch (error) {
    assert.equal(error.name, 'WeChatAPIError', error)
    return error.code
  }
  assert.fail('it was not refused')
}

function client (appid) {
  const api = new WechatAPI(appid, 'peers-secret')
  api.prefix = `${base}/cgi-bin/`
  api.mpPrefix = `${base}/cgi-bin/`
  // The host of the statistics is in its code.
  const request = api.request.bind(api)
  api.request = (url, ...rest) => request(url.replace('https://api.weixin.qq.com', base), ...rest)
  return api
}

async function token (api) {
  const { accessToken } = await api.ensureAccessToken()
  assert.ok(accessToken.length >= 136, accessToken)
  assert.equal((await api.ensureAccessToken()).accessToken, accessToken)
  // It refreshes by itself when the token has ended, and when another process has asked for one.
  await control({ expire_tokens: true })
  assert.ok((await api.getIp()).ip_list.length > 0)
  assert.notEqual((await api.ensureAccessToken()).accessToken, accessToken)
  await control({ token_overlap_s: 0 })
  await client(api.appid).getAccessToken()
  assert.ok((await api.getIp()).ip_list.length > 0)
}

async function menu (api) {
  const sub = [{ type: 'view', name: '搜索', url: 'http://www.soso.com/' }]
  const button = [{ type: 'click', name: '今日歌曲', key: 'V1001_TODAY_MUSIC' }, { name: '菜单', sub_button: sub }]
  assert.equal(await refusal(api.getMenu()), 46003)
  assert.equal((await api.createMenu({ button })).errcode, 0)
  const got = (await api.getMenu()).menu.button
  assert.deepEqual(got.map(({ name }) => name), ['今日歌曲', '菜单'])
  assert.equal(got[1].sub_button[0].url, sub[0].url)
  assert.equal((await api.getMenuConfig()).selfmenu_info.button[1].sub_button.list[0].name, '搜索')
  assert.equal(await refusal(api.createMenu({ button: [] })), 40016)
  const { menuid } = await api.addConditionalMenu({ button, matchrule: { tag_id: '2' } })
  assert.equal((await api.delConditionalMenu(menuid)).errcode, 0)
  assert.equal((await api.removeMenu()).errcode, 0)
}

async function users (api) {
  await control({ followers: 10_500 })
  const first = await api.getFollowers()
  assert.deepEqual([first.total, first.count], [10_500, 10_000])
  const { data: { openid } } = await api.getFollowers(first.next_openid)
  assert.equal(openid.length, 500)
  assert.equal((await api.updateRemark(openid[0], '老王')).errcode, 0)
  assert.equal((await api.getUser(openid[0])).remark, '老王')
  const { user_info_list: list } = await api.batchGetUsers(openid.slice(0, 2))
  assert.deepEqual(list.map((user) => user.openid), openid.slice(0, 2))
  assert.equal(await refusal(api.getUser('nobody')), 40003)
  const { tag: { id } } = await api.createTags('星标用户')
  assert.equal((await api.batchTagging(openid.slice(0, 3), id)).errcode, 0)
  assert.equal((await api.getUsersFromTag(id)).count, 3)
  assert.deepEqual((await api.getIdList(openid[0])).tagid_list, [id])
  assert.equal((await api.batchUnTagging(openid.slice(0, 1), id)).errcode, 0)
  assert.equal((await api.getTags()).tags.find((tag) => tag.id === id).count, 2)
  assert.equal((await api.updateTag(id, '广东人')).errcode, 0)
  assert.equal((await api.deleteTag(id)).errcode, 0)
}

async function codes (api) {
  const made = await api.createTmpQRCode(123, 1800)
  assert.equal(made.expire_seconds, 1800)
  for (const { ticket } of [made, await api.createTmpQRCode('门店'), await api.createLimitQRCode('门店')]) {
    const response = await fetch(api.showQRCodeURL(encodeURIComponent(ticket)))
    assert.equal(response.headers.get('content-type'), 'image/png')
  }
  assert.equal(await refusal(api.createLimitQRCode(100_001)), 40053)
}

async function tickets (api) {
  const config = await api.getJsConfig({ url: 'https://example.com/', jsApiList: ['scanQRCode'] })
  assert.match(config.signature, /^[0-9a-f]{40}$/)
  const { ticket } = await api.ensureTicket('jsapi')
  assert.equal((await api.getTicket('jsapi')).ticket, ticket)
  assert.notEqual((await api.getTicket('wx_card')).ticket, ticket)
}

/** A file with the beginning of its format and a name that is not ASCII. */
function file (name, head) {
  const path = join(mkdtempSync(join(tmpdir(), 'peers-')), name)
  writeFileSync(path, Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(100_000, 7)]))
  return path
}

async function media (api) {
  const [jpg, mp4] = [file('图 1.jpg', '\xff\xd8\xff\xe0'), file('v.mp4', '\0\0\0\x20ftypisom')]
  const image = await api.uploadImageMedia(jpg)
  assert.equal(image.type, 'image')
  assert.deepEqual(await api.getMedia(image.media_id), readFileSync(jpg))
  const { video_url: url } = await api.getMedia((await api.uploadVideoMedia(mp4)).media_id)
  assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), readFileSync(mp4))
  assert.equal(await refusal(api.uploadVoiceMedia(jpg)), 40005)
  assert.equal(await refusal(api.getMedia('nothing')), 40007)
  assert.match((await api.uploadImage(jpg)).url, /^http:\/\/mmbiz\.qpic\.cn\//)
  const made = await api.uploadImageMaterial(jpg)
  assert.match(made.url, /^http:\/\/mmbiz\.qpic\.cn\//)
  assert.deepEqual(await api.getMaterial(made.media_id), readFileSync(jpg))
  const video = await api.uploadVideoMaterial(mp4, { title: '标题', introduction: '简介' })
  assert.equal((await api.getMaterial(video.media_id)).description, '简介')
  assert.deepEqual(await api.getMaterialCount(), { voice_count: 0, video_count: 1, image_count: 1, news_count: 0 })
  const list = await api.getMaterials('image', 0, 20)
  assert.deepEqual([list.total_count, list.item[0].media_id, list.item[0].name], [1, made.media_id, '图 1.jpg'])
  assert.equal((await api.removeMaterial(made.media_id)).errcode, 0)
  assert.equal(await refusal(api.getMaterial(made.media_id)), 40007)
}

async function statistics (api) {
  for (const name of ['getUserSummary', 'getUserCumulate', 'getArticleSummary', 'getArticleTotal', 'getUserRead',
    'getUserReadHour', 'getUserShare', 'getUserShareHour', 'getUpstreamMsg', 'getUpstreamMsgHour',
    'getUpstreamMsgWeek', 'getUpstreamMsgMonth', 'getUpstreamMsgDist', 'getUpstreamMsgDistWeek',
    'getUpstreamMsgDistMonth', 'getInterfaceSummary', 'getInterfaceSummaryHour']) {
    const { list } = await api[name]('2026-01-01', '2026-01-01')
    assert.equal(list[0].ref_date, '2026-01-01', name)
  }
  assert.equal(await refusal(api.getUserSummary('2026-01-01', '2026-01-08')), 61501)
}

async function main () {
  const api = client('wx1234567890abcdef')
  for (const part of [token, menu, users, codes, tickets, media, statistics]) await part(api)
  console.log('peers: co-wechat-api passed')
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
