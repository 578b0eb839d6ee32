/*! jweixin-stub.js: stands in for WeChat's jweixin.js and for WeixinJSBridge, so that a page is developed and tested
    without WeChat. Written by `webot jssdk stub`; never ship it.

    What users do is played: success (the default), cancel, or fail. Choose it in the panel, in the URL
    (?webot=cancel, ?webot=chooseWXPay:cancel,getLocation:permission denied), or in a test:

      wx.__webot = 'cancel';                            // all functions
      wx.__webot = 'config:invalid signature';          // one function: cancel, fail, or the end of its errMsg
      wx.__webot.answers.scanQRCode = { resultStr: '4' } // the answer of a function besides errMsg
      wx.__webot.trigger('onMenuShareTimeline');        // the user opens the menu and shares
      wx.__webot.calls                                  // [{ name, argument, errMsg }, …]
      wx.__webot.reset();

    In node: const wx = require('./jweixin-stub.js'). Where there is a document, wx, jWeixin and WeixinJSBridge are
    global. <script src="jweixin-stub.js" data-panel="no"> leaves the panel out. */
(function (make) {
  'use strict';
  var root = typeof window !== 'undefined' ? window : globalThis;
  var hasPage = typeof root.document === 'object' && root.document !== null;
  // The real script leaves a page alone that has one already; a real bridge means that this is WeChat.
  var isTaken = hasPage && (root.jWeixin || root.WeixinJSBridge);
  if (isTaken && !(root.jWeixin && root.jWeixin.__webot)) {
    console.warn('[webot] this is WeChat, or jweixin.js is loaded: the stub does nothing');
  }
  var wx = isTaken ? root.jWeixin : make(root, hasPage);
  if (hasPage && !isTaken) { root.wx = root.jWeixin = wx; }
  if (typeof module === 'object' && module.exports) {
    module.exports = wx;
  } else if (typeof define === 'function' && define.amd) {
    define(function () { return wx; });
  }
})
