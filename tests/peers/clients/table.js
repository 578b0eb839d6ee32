// The methods of co-wechat-api and wechat-api by chapter: arguments, and what the documentation promises of the answer.
'use strict'

const assert = require('node:assert')

const row = (method, args, holds) => ({ method, args, holds })
/** A method that calls nothing. */
const local = (method, args, holds) => ({ method, args, holds, sync: true })
/** A method that is not called, and why. */
const without = (method, reason) => ({ method, without: reason })

const ok = (answer) => assert.equal(answer.errcode, 0)
const id = (value) => assert.ok(typeof value === 'string' && value.length >= 20, `${value} is no id`)
const number = (value) => assert.ok(Number(value) > 0, `${value} is no number`)
const has = (name, check = id) => (answer, seen) => {
  check(answer[name])
  seen[name] = answer[name]
}
const list = (name) => (answer) => assert.ok(answer[name].length > 0)
const picture = (answer) => assert.equal(answer.subarray(0, 3).toString('hex'), 'ffd8ff')
const json = (answer) => Buffer.isBuffer(answer) ? JSON.parse(answer) : answer

const button = [{ type: 'click', name: '歌曲', key: 'SONG' }, { type: 'view', name: '网站', url: 'https://example.com/' }]
const day = ['2026-01-01', '2026-01-01']

const base = [
  row('getAccessToken', null, (answer) => assert.ok(answer.accessToken.length >= 136 && answer.expireTime > Date.now())),
  row('ensureAccessToken', null, (answer) => assert.ok(answer.accessToken.length >= 136)),
  row('getLatestToken', null, (answer) => assert.ok(answer.accessToken.length >= 136)),
  row('getIp', null, (answer) => assert.ok((answer.ip_list ?? answer).length > 0)),
  row('getTicket', () => ['jsapi'], has('ticket')),
  row('ensureTicket', () => ['jsapi'], (answer, { ticket }) => assert.equal(answer.ticket, ticket)),
  row('getLatestTicket', (seen, isCallback) => isCallback ? [] : ['jsapi'], ({ ticket }) => id(ticket)),
  row('getJsConfig', () => [{ url: 'https://example.com/', jsApiList: ['scanQRCode'] }], ({ signature }) => assert.match(signature, /^[0-9a-f]{40}$/)),
  row('getCardExt', () => [{ card_id: 'pFS7Fjg8kV1IdDz01r4SQwMkuCKc' }], ({ signature }) => assert.match(signature, /^[0-9a-f]{40}$/)),
  without('shorturl', '`shorturl` ended in March 2021; `shorten/gen` replaces it')
]

const menu = [
  row('createMenu', () => [{ button }], ok),
  row('getMenu', null, (answer) => assert.equal(answer.menu.button[1].url, 'https://example.com/')),
  row('getMenuConfig', null, (answer) => assert.deepEqual([answer.is_menu_open, answer.selfmenu_info.button.length], [1, 2])),
  ...['addConditionalMenu', 'createCustomMenu'].map((method) =>
    row(method, () => [{ button, matchrule: { client_platform_type: '2' } }], has('menuid', number))),
  ...['tryConditionalMenu', 'testCustomMenu'].map((method) =>
    row(method, ({ openids }) => [openids[0]], (answer) => assert.equal((answer.menu ?? answer).button.length, 2))),
  ...['delConditionalMenu', 'removeCustomMenu'].map((method) => row(method, ({ menuid }) => [menuid], ok)),
  row('removeMenu', null, ok)
]

const users = [
  row('getFollowers', null, ({ total, count, data, next_openid: next }) =>
    assert.deepEqual([total, count, data.openid[299]], [300, 300, next])),
  row('getUser', ({ openids }) => [openids[0]], (answer, { openids }) => {
    assert.deepEqual([answer.subscribe, answer.openid], [1, openids[0]])
    number(answer.subscribe_time)
    for (const name of ['language', 'remark', 'groupid', 'tagid_list', 'subscribe_scene', 'qr_scene']) assert.ok(name in answer, name)
  }),
  row('batchGetUsers', ({ openids }) => [openids.slice(0, 2)], (answer, { openids }) =>
    assert.deepEqual(answer.user_info_list.map(({ openid }) => openid), openids.slice(0, 2))),
  row('updateRemark', ({ openids }) => [openids[0], '老王'], ok),
  ...['createTag', 'createTags'].map((method) => row(method, () => ['星标'], ({ tag }, seen) => {
    assert.equal(tag.name, '星标')
    seen.tag = tag.id
  })),
  ...['editTag', 'updateTag'].map((method) => row(method, ({ tag }) => [tag, '广东'], ok)),
  row('batchTagging', ({ tag, openids }) => [openids.slice(0, 2), tag], ok),
  row('membersBatchtagging', ({ tag, openids }) => [tag, openids.slice(0, 2)], ok),
  row('getTags', null, ({ tags }, { tag }) =>
    assert.deepEqual(tags.find(({ id }) => id === tag), { id: tag, name: '广东', count: 2 })),
  ...['getTagUsers', 'getUsersFromTag'].map((method) =>
    row(method, ({ tag }) => [tag, ''], ({ count, data }, { openids }) => assert.deepEqual([count, data.openid], [2, openids.slice(0, 2)]))),
  ...['getIdList', 'getUserTags'].map((method) =>
    row(method, ({ openids }) => [openids[0]], ({ tagid_list: tags }, { tag }) => assert.deepEqual(tags, [tag]))),
  row('batchUnTagging', ({ tag, openids }) => [openids.slice(0, 1), tag], ok),
  row('membersBatchuntagging', ({ tag, openids }) => [tag, openids.slice(0, 1)], ok),
  row('deleteTag', ({ tag }) => [tag], ok),
  ...['getGroups', 'getWhichGroup', 'createGroup', 'updateGroup', 'moveUserToGroup', 'moveUsersToGroup', 'removeGroup']
    .map((method) => without(method, '`groups` has ended; `tags` replaces it'))
]

const codes = [
  row('createTmpQRCode', () => [123, 1800], ({ ticket, expire_seconds: seconds, url }, seen) => {
    id(ticket)
    assert.equal(seconds, 1800)
    assert.match(url, /^http:\/\/weixin\.qq\.com\/q\//)
    seen.code = ticket
  }),
  row('createLimitQRCode', () => ['门店'], ({ ticket, url }) => {
    id(ticket)
    assert.match(url, /^http:\/\/weixin\.qq\.com\/q\//)
  }),
  local('showQRCodeURL', ({ code }) => [code], (answer, { code }) => assert.match(answer, /showqrcode\?ticket=/))
]

const kinds = { Image: 'jpg', Voice: 'amr', Video: 'mp4', Thumb: 'jpg' }
const uploaded = (kind) => (answer, seen) => {
  assert.equal(answer.type, kind.toLowerCase())
  number(answer.created_at)
  seen[kind] = answer.media_id ?? answer.thumb_media_id
  id(seen[kind])
}
const pictureLink = ({ url }) => assert.match(url, /^http:\/\/mmbiz\.qpic\.cn\//)
const form = ({ files, stream }, kind) => [stream(files[kinds[kind]])]

const media = [
  row('uploadMedia', ({ files }) => [files.jpg, 'image'], uploaded('Image')),
  row('uploadMediaStream', (seen) => [...form(seen, 'Image'), 'image'], (answer) => id(json(answer).media_id)),
  ...Object.keys(kinds).flatMap((kind) => [
    // That of co-wechat-api without `Media` is the picture of an article.
    row(`upload${kind}Media`, ({ files }) => [files[kinds[kind]]], uploaded(kind)),
    row(`upload${kind}`, ({ files }) => [files[kinds[kind]]], kind === 'Image' ? pictureLink : uploaded(kind)),
    row(`upload${kind}Stream`, (seen) => form(seen, kind), (answer) => {
      const { media_id: media, thumb_media_id: thumb, url } = json(answer)
      if (kind === 'Image') pictureLink({ url })
      else id(media ?? thumb)
    })
  ]),
  row('getMedia', ({ Image }) => [Image], (answer, { read, files }) => assert.deepEqual(answer, read(files.jpg))),
  row('uploadMaterial', ({ files }) => [files.jpg, 'image'], (answer, seen) => {
    pictureLink(answer)
    id(answer.media_id)
    seen.material = answer.media_id
  }),
  row('uploadImageMaterial', ({ files }) => [files.jpg], (answer) => { pictureLink(answer); id(answer.media_id) }),
  row('uploadVoiceMaterial', ({ files }) => [files.amr], (answer) => id(answer.media_id)),
  row('uploadThumbMaterial', ({ files }) => [files.jpg], ({ media_id: media, url }, seen) => {
    pictureLink({ url })
    id(media)
    seen.cover = media
  }),
  row('uploadVideoMaterial', ({ files }) => [files.mp4, { title: '标题', introduction: '简介' }], (answer, seen) => {
    id(answer.media_id)
    seen.film = answer.media_id
  }),
  row('getMaterial', ({ film }) => [film], (answer) => {
    const { title, description, down_url: url } = json(answer)
    assert.deepEqual([title, description], ['标题', '简介'])
    assert.match(url, /^http/)
  }),
  row('getMaterialCount', null, (answer) =>
    assert.deepEqual([answer.voice_count, answer.video_count, answer.image_count], [1, 1, 3])),
  row('getMaterials', () => ['image', 0, 20], ({ item, total_count: total, item_count: count }) => {
    assert.deepEqual([total, count], [3, 3])
    for (const one of item) { id(one.media_id); pictureLink(one); number(one.update_time); assert.ok(one.name) }
  }),
  row('removeMaterial', ({ material }) => [material], ok),
  without('uploadNewsMaterial', '`add_news` ended in February 2022; `draft/add` replaces it'),
  without('updateNewsMaterial', '`update_news` ended in February 2022; `draft/update` replaces it')
]

const fields = { thing1: { value: '红茶' }, thing2: { value: '两包' } }

const messages = [
  ...[
    ['Text', () => '你好'], ['Image', ({ Image }) => Image], ['Voice', ({ Voice }) => Voice], ['MpNews', ({ cover }) => cover],
    ['Music', ({ Thumb }) => ({ title: '歌', description: '好', musicurl: 'https://example.com/a', hqmusicurl: 'https://example.com/b', thumb_media_id: Thumb })],
    ['News', () => [{ title: '标题', description: '简介', url: 'https://example.com/', picurl: 'https://example.com/a.jpg' }]],
    ['Card', (seen, isCallback) => isCallback ? { card_id: 'pFS7Fjg8kV1IdDz01r4SQwMkuCKc' } : 'pFS7Fjg8kV1IdDz01r4SQwMkuCKc']
  ].flatMap(([kind, given]) => [
    row(`send${kind}`, (seen, isCallback) => [seen.next(), given(seen, isCallback)], ok),
    row(`send${kind}FromCs`, (seen, isCallback) => [seen.next(), 'kf2001@gh_1234567890ab', given(seen, isCallback)], ok)
  ]),
  row('sendVideo', (seen) => [seen.next(), seen.Video, seen.Thumb], ok),
  row('sendVideoFromCs', (seen) => [seen.next(), 'kf2001@gh_1234567890ab', seen.Video, seen.Thumb], ok),
  row('sendMiniProgram', (seen) => [seen.next(), { title: '小程序', appid: 'wx1234567890abcdef', pagepath: 'pages/index', thumb_media_id: seen.Thumb }], ok),
  row('addTemplate', () => ['TM00015'], has('template_id')),
  row('getAllPrivateTemplate', null, ({ template_list: list }, { template_id: template }) => {
    const one = list.find(({ template_id: id }) => id === template)
    for (const name of ['title', 'primary_industry', 'deputy_industry', 'content', 'example']) assert.ok(one[name], name)
  }),
  row('sendTemplate', (seen, isCallback) => isCallback ? [seen.next(), seen.template_id, 'https://example.com/', fields]
    : [seen.next(), seen.template_id, 'https://example.com/', '#FF0000', fields], has('msgid', number)),
  row('sendSubscribe', (seen) => [seen.next(), seen.template_id, 'https://example.com/', undefined, 1000, '标题', { content: { value: '内容', color: '#ff0000' } }], ok),
  row('sendSubscribeMessage', (seen) => [seen.next(), '9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU', 'pages/index',
    { date2: { value: '2026年12月1日' }, thing3: { value: '会议室' } }], ok),
  row('delPrivateTemplate', (seen) => [seen.template_id], ok),
  row('getIndustry', null, (answer) => assert.ok(answer.primary_industry.first_class && answer.secondary_industry.second_class)),
  row('setIndustry', () => [{ industry_id1: '1', industry_id2: '4' }], ok),
  without('sendMiniProgramTemplate', '`wxopen/template/send` ended in January 2020; subscribe messages replace it')
]

const mass = [
  ['uploadNews', 'uploadMPVideo', 'massSend', 'massSendNews', 'massSendText', 'massSendVoice', 'massSendImage', 'massSendVideo',
    'massSendMPVideo', 'deleteMass', 'previewNews', 'previewText', 'previewVoice', 'previewImage', 'previewVideo',
    'getMassMessageStatus', 'getAutoreply'].map((method) => without(method, 'later'))
].flat()

const service = 'test@gh_1234567890ab'

const workers = [
  row('addKfAccount', (seen, isCallback) => [service, '小红', ...isCallback ? ['0123456789abcdef'] : []], ok),
  row('updateKfAccount', (seen, isCallback) => [service, '小蓝', ...isCallback ? ['0123456789abcdef'] : []], ok),
  row('inviteworker', () => [service, 'wechat_id'], ok),
  row('setKfAccountAvatar', ({ files }) => [service, files.jpg], ok),
  row('getCustomServiceList', null, ({ kf_list: list }) => {
    const one = list.find(({ kf_account: account }) => account === service)
    assert.equal(one.kf_nick, '小蓝')
    number(one.kf_id)
    assert.match(one.kf_headimgurl, /^http:\/\/mmbiz\.qpic\.cn\//)
  }),
  row('getOnlineCustomServiceList', null, list('kf_online_list')),
  row('createKfSession', ({ openids }) => [service, openids[0]], ok),
  row('getKfSession', ({ openids }) => [openids[0]], (answer) => {
    assert.equal(answer.kf_account, service)
    number(answer.createtime)
  }),
  row('getKfSessionList', () => [service], ({ sessionlist: list }, { openids }) => assert.equal(list[0].openid, openids[0])),
  row('getKfSessionWaitCase', null, ({ count, waitcaselist: list }) => assert.equal(list.length, count)),
  row('closeKfSession', ({ openids }) => [service, openids[0]], ok),
  row('deleteKfAccount', () => [service], ok),
  // wechat-api asks by message, co-wechat-api by page.
  row('getRecords', (seen, isCallback) => {
    const now = Math.floor(Date.now() / 1000)
    const page = isCallback ? { msgid: 1, number: 50 } : { pagesize: 50, pageindex: 1 }
    return [{ starttime: now - 3600, endtime: now + 60, ...page }]
  }, ({ recordlist: list }) => assert.ok(list[0].openid && list[0].opercode && list[0].time))
]

const statistics = ['getUserSummary', 'getUserCumulate', 'getArticleSummary', 'getArticleTotal', 'getUserRead',
  'getUserReadHour', 'getUserShare', 'getUserShareHour', 'getUpstreamMsg', 'getUpstreamMsgHour', 'getUpstreamMsgWeek',
  'getUpstreamMsgMonth', 'getUpstreamMsgDist', 'getUpstreamMsgDistWeek', 'getUpstreamMsgDistMonth',
  'getInterfaceSummary', 'getInterfaceSummaryHour'].map((method) =>
  row(method, () => day, ({ list }) => assert.equal(list[0].ref_date, '2026-01-01')))

const mini = [
  row('createWXAQRCode', () => ['pages/index?a=1'], picture),
  row('getWXACode', () => ['pages/index?a=1'], picture),
  row('getWXACodeUnlimit', () => ['a=1', 'pages/index'], picture),
  row('code2Session', () => ['code-of-a-test'], ({ openid, session_key: key }) => {
    id(openid)
    assert.equal(Buffer.from(key, 'base64').length, 16)
  })
]

const last = [row('clearQuota', ({ appid }) => [appid], ok)]

module.exports = [...base, ...menu, ...users, ...codes, ...media, ...messages, ...mass, ...workers, ...statistics, ...mini, ...last]
