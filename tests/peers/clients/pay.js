// wechatpay-node-v3 and wechatpay-axios-plugin against `webot mock`: node pay.js URL KEYS, where KEYS is the file that
// `webot mock pay-keys --json` wrote. Only the base URL and the keys are others than those of a shop.
'use strict'

const assert = require('node:assert')
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { createServer } = require('node:http')
const WxPay = require('wechatpay-node-v3')
const { Wechatpay, Aes, Formatter, Rsa, Transformer } = require('wechatpay-axios-plugin')

const base = process.argv[2]
const keys = JSON.parse(readFileSync(process.argv[3], 'utf8'))
const HOST = 'https://api.mch.weixin.qq.com'
const DAY = 86400

/** The control API of the mock. */
async function control (path, body) {
  const response = await fetch(`${base}/__webot/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
  const json = await response.json()
  assert.equal(response.status, 200, JSON.stringify(json))
  return json
}

/** A shop's server, which gives the notices that it gets to whoever waits for them. */
class Shop {
  waiting = []
  notices = []

  async listen () {
    this.server = createServer((request, response) => {
      const parts = []
      request.on('data', part => parts.push(part))
      request.on('end', () => {
        const notice = { url: request.url, headers: request.headers, body: Buffer.concat(parts).toString('utf8') }
        const waiting = this.waiting.shift()
        if (waiting) waiting(notice); else this.notices.push(notice)
        // The answer that both versions of WeChat Pay accept: v3 looks at the status only.
        response.end('<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>')
      })
    })
    await new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${this.server.address().port}`
  }

  async next () {
    return this.notices.shift() ?? await new Promise(resolve => this.waiting.push(resolve))
  }
}

/** The date of Beijing, some days from now. */
const date = days => new Date(Date.now() + (8 * 3600 + days * DAY) * 1000).toISOString().slice(0, 10)

function nodeV3 () {
  const pay = new WxPay({
    appid: keys.appid,
    mchid: keys.mchid,
    serial_no: keys.merchant_serial,
    // The merchant's certificate, of which it needs the number only.
    publicKey: Buffer.from(keys.platform_certificate),
    privateKey: Buffer.from(keys.merchant_private_key),
    key: keys.apiv3_key
  })
  // The host is in its code.
  const service = pay.httpService
  const to = url => url.replace(HOST, base)
  pay.createHttp({
    get: (url, headers) => service.get(to(url), headers),
    post: (url, params, headers) => service.post(to(url), params, headers),
    upload: (url, params, headers) => service.upload(to(url), params, headers)
  })
  return pay
}

async function ofNodeV3 (shop) {
  const pay = nodeV3()
  const [certificate] = await pay.get_certificates(keys.apiv3_key)
  assert.equal(certificate.serial_no, keys.platform_serial)
  const order = {
    description: '示例商品',
    out_trade_no: 'node-v3-0001',
    notify_url: `${shop.url}/node`,
    amount: { total: 888 },
    payer: { openid: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M' }
  }
  const placed = await pay.transactions_jsapi(order)
  assert.equal(placed.status, 200, JSON.stringify(placed))
  const packaged = placed.data?.package ?? placed.package
  assert.match(packaged, /^prepay_id=wx/)
  let query = await pay.query({ out_trade_no: order.out_trade_no })
  assert.equal(query.data.trade_state, 'NOTPAY')
  await control(`pay/${order.out_trade_no}`)
  const notice = await shop.next()
  const verified = await pay.verifySign({
    timestamp: notice.headers['wechatpay-timestamp'],
    nonce: notice.headers['wechatpay-nonce'],
    body: notice.body,
    serial: notice.headers['wechatpay-serial'],
    signature: notice.headers['wechatpay-signature'],
    apiSecret: keys.apiv3_key
  })
  assert.equal(verified, true)
  const { resource, event_type: event } = JSON.parse(notice.body)
  assert.equal(event, 'TRANSACTION.SUCCESS')
  const paid = pay.decipher_gcm(resource.ciphertext, resource.associated_data, resource.nonce, keys.apiv3_key)
  assert.equal(paid.out_trade_no, order.out_trade_no)
  assert.equal(paid.amount.total, 888)
  query = await pay.query({ transaction_id: paid.transaction_id })
  assert.equal(query.data.trade_state, 'SUCCESS')
  const refund = await pay.refunds({
    out_trade_no: order.out_trade_no,
    out_refund_no: 'node-v3-refund-1',
    notify_url: `${shop.url}/node`,
    amount: { refund: 88, total: 888, currency: 'CNY' }
  })
  assert.equal(refund.data.status, 'PROCESSING', JSON.stringify(refund))
  const refundNotice = JSON.parse((await shop.next()).body)
  assert.equal(refundNotice.event_type, 'REFUND.SUCCESS')
  assert.equal((await pay.find_refunds('node-v3-refund-1')).data.status, 'SUCCESS')
  const native = await pay.transactions_native({ ...order, payer: undefined, out_trade_no: 'node-v3-0002' })
  assert.match(native.data.code_url, /^weixin:/)
  assert.equal((await pay.close('node-v3-0002')).status, 204)
  assert.equal((await pay.query({ out_trade_no: 'node-v3-0002' })).data.trade_state, 'CLOSED')
  const combined = await pay.combine_transactions_native({
    combine_out_trade_no: 'node-combined-1',
    combine_mchid: keys.mchid,
    notify_url: `${shop.url}/node`,
    sub_orders: ['a', 'b'].map(part => ({
      mchid: keys.mchid,
      attach: part,
      description: '示例',
      out_trade_no: `node-part-${part}`,
      amount: { total_amount: 100, currency: 'CNY' }
    }))
  })
  assert.match(combined.data.code_url ?? '', /^weixin:/, JSON.stringify(combined))
  await control('pay/node-combined-1')
  const both = JSON.parse((await shop.next()).body).resource
  const parts = pay.decipher_gcm(both.ciphertext, both.associated_data, both.nonce, keys.apiv3_key)
  assert.deepEqual(parts.sub_orders.map(part => part.trade_state), ['SUCCESS', 'SUCCESS'])
  // A bill is there from ten o'clock of the next day; the clock of the mock is moved, not that of signatures.
  await control('state', { advance_s: 2 * DAY })
  for (const form of ['tradebill', 'fundflowbill']) {
    const bill = await pay[form]({ bill_date: date(0) })
    assert.equal(bill.status, 200, JSON.stringify(bill))
    const file = await pay.downloadBill(bill.data.download_url.replace(base, HOST))
    assert.equal(createHash('sha1').update(file.data).digest('hex'), bill.data.hash_value)
    assert.ok(file.data.includes(paid.transaction_id), file.data)
  }
  pay.serial_no = keys.platform_serial
  assert.match((await pay.query({ out_trade_no: order.out_trade_no })).error, /SIGN_ERROR/)
}

async function ofAxios (shop) {
  const config = {
    mchid: keys.mchid,
    serial: keys.merchant_serial,
    privateKey: keys.merchant_private_key,
    certs: {
      [keys.platform_serial]: keys.platform_certificate,
      [keys.platform_public_key_id]: keys.platform_public_key
    },
    secret: keys.v2_key,
    baseURL: `${base}/`
  }
  const wxpay = new Wechatpay(config)
  const order = {
    appid: keys.appid,
    mchid: keys.mchid,
    description: '示例商品',
    out_trade_no: 'axios-0001',
    notify_url: `${shop.url}/axios`,
    amount: { total: 1 }
  }
  // It verifies every answer; first with the certificate, then with the public key.
  for (const headers of [{}, { 'Wechatpay-Serial': keys.platform_public_key_id }]) {
    const { data } = await wxpay.v3.pay.transactions.native.post(order, { headers })
    assert.match(data.code_url, /^weixin:/)
  }
  await control('pay/axios-0001', { probe: true })
  // The probe comes first: its signature is wrong on purpose.
  const certificate = keys.platform_certificate
  const verify = ({ headers, body }) => Rsa.verify(
    Formatter.response(headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body),
    headers['wechatpay-signature'],
    certificate
  )
  const probe = await shop.next()
  assert.ok(probe.headers['wechatpay-signature'].startsWith('WECHATPAY/SIGNTEST/'))
  const notice = await shop.next()
  assert.equal(verify(notice), true)
  const { resource } = JSON.parse(notice.body)
  const opened = Aes.AesGcm.decrypt(resource.ciphertext, keys.apiv3_key, resource.nonce, resource.associated_data)
  const paid = JSON.parse(opened)
  assert.equal(paid.trade_state, 'SUCCESS')
  const { data: found } = await wxpay.v3.pay.transactions.id[paid.transaction_id].get({ params: { mchid: keys.mchid } })
  assert.equal(found.out_trade_no, 'axios-0001')
  const sealed = Rsa.encrypt('张三', keys.platform_public_key)
  const transfer = await wxpay.v3['fund-app']['mch-transfer']['transfer-bills'].post({
    appid: keys.appid,
    out_bill_no: 'axiosbill1',
    transfer_scene_id: '1000',
    openid: paid.payer.openid,
    user_name: sealed,
    transfer_amount: 100,
    transfer_remark: '新会员开通有礼',
    transfer_scene_report_infos: [
      { info_type: '活动名称', info_content: '新会员有礼' },
      { info_type: '奖励说明', info_content: '注册奖励' }
    ]
  }, { headers: { 'Wechatpay-Serial': keys.platform_public_key_id } })
  assert.equal(transfer.data.state, 'WAIT_USER_CONFIRM')
  await control('pay/transfers/axiosbill1', { result: 'SUCCESS' })
  const path = wxpay.v3['fund-app']['mch-transfer']['transfer-bills']['out-bill-no'].axiosbill1
  const { data: bill } = await path.get()
  assert.equal(bill.state, 'SUCCESS')
  assert.equal(Rsa.decrypt(bill.user_name, keys.merchant_private_key), '张三')

  // v2, XML.
  const v2 = {
    appid: keys.appid,
    mch_id: keys.mchid,
    body: '示例商品 <1>',
    out_trade_no: 'axios-v2-0001',
    total_fee: '100',
    spbill_create_ip: '127.0.0.1',
    trade_type: 'NATIVE',
    product_id: '1',
    notify_url: `${shop.url}/v2`,
    nonce_str: Formatter.nonce()
  }
  const placed = await wxpay.v2.pay.unifiedorder.post(v2)
  assert.match(placed.data.code_url, /^weixin:/)
  await control('pay/axios-v2-0001')
  const ofV2 = Transformer.toObject((await shop.next()).body)
  assert.equal(ofV2.total_fee, '100')
  const query = { appid: keys.appid, mch_id: keys.mchid, out_trade_no: 'axios-v2-0001', nonce_str: Formatter.nonce() }
  assert.equal((await wxpay.v2.pay.orderquery.post(query)).data.trade_state, 'SUCCESS')
  const refund = await wxpay.v2.secapi.pay.refund.post({
    ...query, out_refund_no: 'axios-v2-refund', total_fee: '100', refund_fee: '40', notify_url: `${shop.url}/v2`
  })
  assert.equal(refund.data.refund_fee, '40')
  const info = Transformer.toObject((await shop.next()).body).req_info
  const secret = createHash('md5').update(keys.v2_key).digest('hex')
  assert.match(Aes.AesEcb.decrypt(info, secret), /<refund_status><!\[CDATA\[SUCCESS\]\]>|<refund_status>SUCCESS/)
}

async function main () {
  const shop = new Shop()
  await shop.listen()
  await ofAxios(shop)
  await ofNodeV3(shop)
  shop.server.close()
  shop.server.closeAllConnections()
}

main().then(
  () => console.log('wechatpay-node-v3 and wechatpay-axios-plugin pay at webot mock'),
  error => { console.error(error); process.exit(1) }
)
