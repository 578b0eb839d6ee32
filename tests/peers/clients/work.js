// wechat-enterprise-api against `webot mock`: node work.js URL. Only its base URL is another one.
'use strict'

const assert = require('node:assert')
const { promisify } = require('node:util')
const WorkAPI = require('wechat-enterprise-api')

const base = process.argv[2]
const AGENT = 1000002

const api = new WorkAPI('ww00000000peersjs', 'peers-secret', AGENT)
api.prefix = `${base}/cgi-bin/`

/** Calls a method of the client. */
const call = (name, ...args) => promisify(api[name].bind(api))(...args)

/** The errcode that a call is refused with. */
async function refusal (name, ...args) {
  try {
    await call(name, ...args)
  } catch (error) {
    assert.equal(error.name, 'WeChatAPIError', error)
    return error.code
  }
  assert.fail('it was not refused')
}

async function contacts () {
  const { id } = await call('createDepartment', '测试部', { parentid: 2, order: 1 })
  assert.equal(await refusal('createDepartment', '测试部', { parentid: 2, order: 1 }), 60008)
  await call('createUser', { userid: 'zhaoliu', name: '赵六', department: [id], mobile: '13900000000' })
  await call('updateUser', { userid: 'zhaoliu', position: '工程师' })
  const user = await call('getUser', 'zhaoliu')
  assert.equal(user.position, '工程师')
  assert.ok(!('mobile' in user))
  const { userlist } = await call('getDepartmentUsers', 1, 1, 0)
  assert.equal(userlist.length, 4)
  assert.equal(await refusal('deleteDepartment', id), 60005)
  const { tagid } = await call('createTag', '项目组', {})
  await call('addTagUsers', tagid, ['zhaoliu'])
  assert.equal((await call('getTagUsers', tagid)).userlist[0].userid, 'zhaoliu')
  await call('deleteTag', tagid)
  await call('deleteUser', 'zhaoliu')
  await call('deleteDepartment', id)
  assert.equal(await refusal('getUser', 'zhaoliu'), 60111)
}

async function messages () {
  const text = { msgtype: 'text', text: { content: '会议改到三点' }, safe: '0' }
  const sent = await call('send', { touser: 'zhangsan|nobody' }, text)
  assert.equal(sent.invaliduser, 'nobody')
  assert.equal(await refusal('send', { touser: 'nobody' }, text), 81013)
}

async function menu () {
  assert.equal(await refusal('getMenu'), 46003)
  await call('createMenu', { button: [{ type: 'click', name: '今日', key: 'TODAY' }] })
  assert.equal((await call('getMenu')).button[0].key, 'TODAY')
  await call('removeMenu')
}

async function main () {
  await contacts()
  await messages()
  await menu()
  console.log('wechat-enterprise-api talks to the mock of WeCom')
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
