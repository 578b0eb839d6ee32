// tenpay, an SDK of WeChat Pay v2, against `webot mock`: node pay_v2.js URL KEYS, where KEYS is the file that
// `webot mock pay-keys --json` wrote. Only the base URL and the keys are others than those of a shop.
'use strict'

const assert = require('node:assert')
const { readFileSync } = require('node:fs')
const { createServer } = require('node:http')
const Tenpay = require('tenpay')

const base = process.argv[2]
const keys = JSON.parse(readFileSync(process.argv[3], 'utf8'))
const HOST = 'https://api.mch.weixin.qq.com'
const OPENID = 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M'

/** The control API of the mock. */
async function control (path, body) {
  const response = await fetch(`${base}/__webot/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
  const json = await response.json()
  assert.equal(response.status, 200, JSON.stringify(json))
  return json
}

/** The date of Beijing today, as bills of v2 name it. */
const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10).replaceAll('-', '')

function client (notifyUrl, partnerKey = keys.v2_key) {
  const pay = new Tenpay({ appid: keys.appid, mchid: keys.mchid, partnerKey, notify_url: notifyUrl })
  // The host is in its code.
  pay.urls = Object.fromEntries(Object.entries(pay.urls).map(([name, url]) => [name, url.replace(HOST, base)]))
  return pay
}

/** Listens as a shop whose notices the SDK's middleware verifies. */
async function shop () {
  const waiting = []
  const notices = []
  const own = {}
  const server = createServer((request, response) => {
    const parts = []
    request.on('data', part => parts.push(part))
    request.on('end', async () => {
      const asked = { body: Buffer.concat(parts).toString('utf8') }
      response.header = (name, value) => response.setHeader(name, value)
      response.send = text => response.end(text)
      const kind = request.url === '/refund' ? 'refund' : 'pay'
      await own.pay.middlewareForExpress(kind)(asked, response, () => {
        response.reply()
        const next = waiting.shift()
        if (next) next(asked.weixin); else notices.push(asked.weixin)
      })
    })
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  own.url = `http://127.0.0.1:${server.address().port}`
  own.next = async () => notices.shift() ?? await new Promise(resolve => waiting.push(resolve))
  own.close = () => server.close()
  return own
}

async function main () {
  const own = await shop()
  const pay = own.pay = client(`${own.url}/pay`)
  for (const type of ['MD5', 'HMAC-SHA256']) {
    const number = `tenpay-${type === 'MD5' ? 'md5' : 'hmac'}-1`
    const order = { out_trade_no: number, body: '示例商品', total_fee: 321, openid: OPENID, sign_type: type }
    const page = await pay.getPayParams({ ...order })
    assert.match(page.package, /^prepay_id=wx/)
    assert.equal((await pay.orderQuery({ out_trade_no: number, sign_type: type })).trade_state, 'NOTPAY')
    await control(`pay/${number}`)
    const notice = await own.next()
    assert.deepEqual([notice.out_trade_no, notice.total_fee], [number, '321'])
    const paid = await pay.orderQuery({ transaction_id: notice.transaction_id, sign_type: type })
    assert.equal(paid.trade_state, 'SUCCESS')
    const refund = { out_trade_no: number, out_refund_no: `${number}-r`, total_fee: 321, refund_fee: 21 }
    const refunded = await pay.refund({ ...refund, notify_url: `${own.url}/refund`, sign_type: type })
    assert.equal(refunded.refund_fee, '21')
    assert.deepEqual((await own.next()).req_info.out_refund_no, `${number}-r`)
    const found = await pay.refundQuery({ out_refund_no: `${number}-r`, sign_type: type })
    assert.equal(found.refund_status_0, 'SUCCESS')
  }
  await pay.unifiedOrder({ out_trade_no: 'tenpay-closed', body: '示例', total_fee: 1, trade_type: 'NATIVE', product_id: '1' })
  await pay.closeOrder({ out_trade_no: 'tenpay-closed' })
  assert.equal((await pay.orderQuery({ out_trade_no: 'tenpay-closed' })).trade_state, 'CLOSED')
  const code = { out_trade_no: 'tenpay-code-1', body: '示例', total_fee: 5, auth_code: '134567890123456701' }
  await assert.rejects(pay.micropay(code), /USERPAYING/)
  assert.equal((await pay.reverse({ out_trade_no: 'tenpay-code-1' })).recall, 'N')
  await assert.rejects(pay.orderQuery({ out_trade_no: 'tenpay-none' }), /ORDERNOTEXIST/)
  await assert.rejects(client(own.url, '0'.repeat(32)).orderQuery({ out_trade_no: 'tenpay-none' }), /签名错误/)
  // A bill is there from ten o'clock of the next day; the clock of the mock is moved, not that of signatures.
  await control('state', { advance_s: 2 * 86400 })
  const bill = await pay.downloadBill({ bill_date: today() }, true)
  assert.equal(bill.total_data[0], '4', JSON.stringify(bill))
  own.close()
  console.log('tenpay pays at webot mock')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
