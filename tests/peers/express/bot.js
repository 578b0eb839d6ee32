'use strict'

const express = require('express')
const mp = require('wechat-mp')(process.env.TOKEN)

const article = (n) => ({
  title: `Title ${n}`,
  description: 'Description',
  picUrl: `https://example.com/${n}.png`,
  url: `https://example.com/${n}?a=1&b=2`
})

// wechat-mp writes into the object that it sends, so every message gets a new one.
const replies = {
  text: () => 'pong & <b>pong</b>',
  image: () => ({ msgType: 'image', content: { mediaId: 'MEDIA-1' } }),
  voice: () => ({ msgType: 'voice', content: { mediaId: 'MEDIA-2' } }),
  video: () => ({ msgType: 'video', content: { mediaId: 'MEDIA-3', title: 'Title', description: 'Description' } }),
  music: () => ({
    msgType: 'music',
    content: { title: 'Title', musicUrl: 'https://example.com/m.mp3', hqMusicUrl: 'https://example.com/hq.mp3' }
  }),
  news: () => ({ msgType: 'news', content: [article(1)] }),
  articles: () => ({ msgType: 'news', content: [article(1), article(2)] }),
  // The template names both fields, and throws when one of them does not exist.
  transfer: () => ({ msgType: 'transfer_customer_service', content: null, kfAccount: null }),
  agent: () => ({ msgType: 'transfer_customer_service', content: null, kfAccount: 'agent@webot' }),
  none: () => '',
  cdata: () => 'before ]]> after'
}

/** Returns the fields that wechat-mp read of a message, in one flat object. `>` is escaped so that no `]]>` ends the reply's CDATA. */
function parsed ({ id, type, text, param }) {
  return JSON.stringify({ ...param, id, type, text }).replaceAll('>', '\\u003e')
}

const app = express()
app.use('/wechat', mp.start())
app.post('/wechat', (req, res, next) => {
  const word = req.body.text ?? req.body.param.eventKey
  res.body = Object.hasOwn(replies, word) ? replies[word]() : parsed(req.body)
  next()
}, mp.end())

const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(server.address().port))
