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
})(function (root, hasPage) {
  'use strict';
  var data = {{data}};
  var words = data.words;
  var MAX_CALLS = 1000;
  // A picture that a page can show: a localId of WeChat is an address for <img>, too.
  var IMAGE = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22120%22 height=%2280%22%3E' +
    '%3Crect width=%22100%25%22 height=%22100%25%22 fill=%22%2307c160%22/%3E%3C/svg%3E';
  // The functions with which a page answers the menu, by the event of WeixinJSBridge.
  var SHARES = {
    'menu:share:timeline': 'shareTimeline', 'menu:share:appmessage': 'sendAppMessage', 'menu:share:qq': 'shareQQ',
    'menu:share:weiboApp': 'shareWeiboApp', 'menu:share:QZone': 'shareQZone'
  };
  var SHARE_ERR_MSG = { shareTimeline: 'share_timeline', sendAppMessage: 'send_app_msg' };
  // The members of an address in WeixinJSBridge and their names in openAddress.
  var ADDRESS = {
    addressPostalCode: 'postalCode', proviceFirstStageName: 'provinceName', addressCitySecondStageName: 'cityName',
    addressCountiesThirdStageName: 'countryName', addressDetailInfo: 'detailInfo'
  };

  var entries = {};
  var byBridge = {};
  data.functions.forEach(function (entry) {
    entries[entry.name] = entry;
    byBridge[entry.bridge || entry.name] = entry;
  });

  var state, config, granted, agentGranted, failure, onError, onReady, listeners, bridgeListeners;
  var watchers = [];

  function isEmpty(value) {
    return value === undefined || value === null || value === '' || value !== value ||
      (Array.isArray(value) && value.length === 0);
  }

  function warn(line) {
    if (typeof console !== 'undefined' && console.warn) { console.warn('[webot] ' + line); }
  }

  function copy(value) { return value === undefined ? value : JSON.parse(JSON.stringify(value)); }

  // Returns the members that an argument lacks; `a.b` is the member `b` of each item of `a`.
  function missing(needs, argument) {
    return (needs || []).filter(function (need) {
      var parts = need.split('.');
      var value = argument[parts[0]];
      if (parts.length === 1) { return isEmpty(value); }
      return Array.isArray(value) && value.some(function (item) { return !item || isEmpty(item[parts[1]]); });
    });
  }

  function has(list, name) { return list.indexOf(name) >= 0; }

  function isShare(name) { return Object.keys(SHARES).some(function (event) { return SHARES[event] === name; }); }

  // The answers that are played ----------------------------------------------------------------------------------

  var control = {
    play: 'success', only: {}, answers: {}, calls: [], hidden: [], delay: 0,
    get granted() { return granted.concat(agentGranted); },
    get listeners() { return Object.keys(listeners).concat(Object.keys(bridgeListeners)); },
    reset: reset, set: set, trigger: trigger, bridge: null
  };

  // Reads `cancel`, `NAME:RESULT`, or several of them with commas.
  function set(plan) {
    if (typeof plan !== 'string') {
      throw new TypeError('wx.__webot takes a text such as "cancel" or "chooseWXPay:cancel"');
    }
    plan.split(',').forEach(function (part) {
      part = part.trim();
      var colon = part.indexOf(':');
      if (part === 'success' || part === 'cancel' || part === 'fail') {
        control.play = part;
      } else if (colon > 0) {
        var name = part.slice(0, colon);
        var isKnown = entries[name] || isShare(name) || name === 'config' || name === 'agentConfig';
        if (!isKnown) { warn('no function `' + name + '`'); }
        control.only[name] = part.slice(colon + 1).trim();
      } else if (part) {
        warn('`' + part + '` is neither success, cancel, fail nor NAME:RESULT');
      }
    });
    notify();
  }

  function reset() {
    state = 'new';
    config = {};
    granted = [];
    agentGranted = [];
    failure = null;
    onError = null;
    onReady = [];
    listeners = {};
    bridgeListeners = {};
    control.play = 'success';
    control.only = {};
    control.answers = {};
    control.calls.length = 0;
    control.hidden.length = 0;
    control.delay = 0;
    notify();
  }

  function notify() { watchers.forEach(function (watcher) { watcher(); }); }

  // Returns what follows the colon of errMsg if nothing is wrong with the call.
  function played(name, cancels) {
    var plan = Object.prototype.hasOwnProperty.call(control.only, name) ? String(control.only[name]) : control.play;
    if (plan === 'success' || plan === 'ok') { return 'ok'; }
    if (plan === 'cancel') { return cancels ? 'cancel' : 'ok'; }
    return plan;
  }

  function record(name, argument, errMsg) {
    var plain = {};
    Object.keys(argument || {}).forEach(function (key) {
      if (typeof argument[key] !== 'function') { plain[key] = argument[key]; }
    });
    control.calls.push({ name: name, argument: plain, errMsg: errMsg });
    if (control.calls.length > MAX_CALLS) { control.calls.shift(); }
    notify();
  }

  function later(act) { setTimeout(act, Number(control.delay) || 0); }

  // Returns the answer of a function besides errMsg.
  function answer(name, argument) {
    var fixed = control.answers[name];
    if (fixed !== undefined) { return typeof fixed === 'function' ? fixed(argument) : copy(fixed); }
    var entry = entries[name];
    var made = JSON.parse(JSON.stringify((entry && entry.answer) || {}).split('$image').join(IMAGE));
    switch (name) {
      case 'checkJsApi':
        made.checkResult = {};
        argument.jsApiList.forEach(function (asked) {
          var known = entries[asked];
          made.checkResult[asked] = Boolean(known) || has(agentGranted, asked);
        });
        break;
      case 'chooseImage':
        made.localIds = [];
        for (var at = 0; at < Math.min(Math.max(1, Number(argument.count) || 1), 9); at += 1) {
          made.localIds.push(IMAGE);
        }
        break;
      case 'scanQRCode':
        // WeChat itself handles what was scanned unless the page wants it.
        if (!Number(argument.needResult)) { delete made.resultStr; }
        break;
      case 'addCard':
        made.cardList = argument.cardList.map(function (card) {
          return { cardId: card.cardId, cardExt: card.cardExt, isSuccess: true };
        });
        break;
      case 'hideMenuItems':
      case 'showMenuItems':
        argument.menuList.forEach(function (item) {
          if (!has(data.items, item)) { warn(name + ': no menu item `' + item + '`'); }
          control.hidden = control.hidden.filter(function (hidden) { return hidden !== item; });
          if (name === 'hideMenuItems') { control.hidden.push(item); }
        });
        break;
    }
    return made;
  }

  // Functions of wx ------------------------------------------------------------------------------------------------

  function deliver(name, argument, result, extra) {
    var errMsg = name + ':' + result;
    record(name, argument, errMsg);
    var told = extra || {};
    told.errMsg = errMsg;
    if (config.debug && typeof root.alert === 'function') { root.alert(JSON.stringify(told)); }
    var handler = result === 'ok' ? argument.success : result === 'cancel' ? argument.cancel : argument.fail;
    if (typeof handler === 'function') { handler(told); }
    if (typeof argument.complete === 'function') { argument.complete(told); }
  }

  // Returns why WeChat refuses a call; empty if it does not.
  function refusal(name, argument) {
    var entry = entries[name];
    if (!entry && !has(agentGranted, name) && !has(granted, name)) { return 'function not exist'; }
    if (!entry || entry.kind !== 'unlisted') {
      if (state !== 'ready' && !has(agentGranted, name)) {
        warn(name + ': ' + (state === 'failed' ? 'wx.config failed' : 'call it within wx.ready'));
        return 'the permission value is offline verifying';
      }
      if (!has(granted, name) && !has(agentGranted, name)) {
        warn(name + ': it is not in the jsApiList of wx.config');
        return 'permission denied';
      }
    }
    var lacks = missing(entry && entry.needs, argument);
    if (lacks.length) {
      warn(name + ': missing or empty: ' + lacks.join(', '));
      return /^(jsApiList|menuList)$/.test(lacks[0]) ? 'param is empty' : 'missing arguments';
    }
    return '';
  }

  function call(name, argument) {
    argument = argument || {};
    later(function () {
      var result = refusal(name, argument) || played(name, entries[name] && entries[name].cancel);
      deliver(name, argument, result, result === 'ok' ? answer(name, argument) : {});
    });
  }

  function listen(name, argument) {
    argument = argument || {};
    function register() {
      var refused = refusal(name, argument);
      if (refused) { return later(function () { deliver(name, argument, refused, {}); }); }
      listeners[name] = argument;
      notify();
    }
    // As in the real script, what is registered after wx.ready hears the next event.
    if (state === 'pending') { later(register); } else { register(); }
  }

  // Plays an event: the name of a function such as onVoiceRecordEnd, or of an event of WeixinJSBridge.
  function trigger(name, event) {
    var entry = entries[name] || byBridge[name];
    var eventName = entry ? entry.bridge || entry.name : name;
    var argument = entry && listeners[entry.name];
    var heard = bridgeListeners[eventName];
    if (!argument && !heard) {
      warn('nothing listens to `' + name + '`');
      return false;
    }
    later(function () {
      if (heard) { heard(event || {}); }
      if (!argument) { return; }
      if (typeof argument.trigger === 'function') { argument.trigger(event || {}); }
      var result = played(entry.name, entry.cancel);
      deliver(entry.name, argument, result, result === 'ok' ? Object.assign(answer(entry.name, argument), event) : {});
    });
    return true;
  }

  // Returns why WeChat refuses wx.config; empty if it does not.
  function configFault(given) {
    if (isEmpty(given.appId)) {
      warn('config: appId is missing' + (given.appid ? ' (it is `appId`, not `appid`)' : ''));
      return 'invalid args';
    }
    if (!Array.isArray(given.jsApiList)) {
      warn('config: jsApiList is not a list');
      return 'fail';
    }
    if (!given.jsApiList.length) {
      warn('config: jsApiList is empty');
      return 'param is empty';
    }
    var lacks = missing(['timestamp', 'nonceStr', 'signature'], given);
    if (lacks.length) {
      warn('config: missing: ' + lacks.join(', '));
      return 'invalid signature';
    }
    if (!/^[0-9a-f]{40}$/i.test(given.signature)) {
      warn('config: a signature has 40 hexadecimal digits');
      return 'invalid signature';
    }
    given.jsApiList.forEach(function (name) {
      if (!entries[name] && !given.beta) { warn('config: no function `' + name + '`'); }
    });
    return '';
  }

  function configure(given) {
    config = given || {};
    state = 'pending';
    failure = null;
    if (config.beta) { addInvoke(); }
    later(function () {
      var plan = Object.prototype.hasOwnProperty.call(control.only, 'config') ? played('config', false) : 'ok';
      var result = configFault(config) || plan;
      granted = result === 'ok' ? config.jsApiList.slice() : [];
      state = result === 'ok' ? 'ready' : 'failed';
      record('config', config, 'config:' + result);
      if (config.debug && typeof root.alert === 'function') { root.alert(JSON.stringify({ errMsg: 'config:' + result })); }
      if (result !== 'ok') {
        failure = { errMsg: 'config:' + result };
        if (onError) { onError(failure); }
      }
      // As in the real script, what waits for wx.ready is called after a failure, too.
      onReady.splice(0).forEach(function (act) { act(); });
      notify();
    });
  }

  function configureAgent(given) {
    given = given || {};
    later(function () {
      var lacks = missing(['corpid', 'agentid', 'timestamp', 'nonceStr', 'signature', 'jsApiList'], given);
      if (lacks.length) { warn('agentConfig: missing or empty: ' + lacks.join(', ')); }
      var isPlanned = Object.prototype.hasOwnProperty.call(control.only, 'agentConfig');
      var result = lacks.length ? 'fail' : isPlanned ? played('agentConfig', false) : 'ok';
      agentGranted = result === 'ok' ? given.jsApiList.slice() : [];
      deliver('agentConfig', given, result, {});
    });
  }

  var wx = {
    config: configure,
    agentConfig: configureAgent,
    ready: function (act) { if (state === 'ready' || state === 'failed') { act(); } else { onReady.push(act); } },
    error: function (act) { if (failure) { act(failure); } else { onError = act; } },
    miniProgram: { getEnv: function (tell) { later(function () { tell({ miniprogram: false }); }); } }
  };
  Object.keys(entries).forEach(function (name) {
    wx[name] = function (argument) { (/^on[A-Z]/.test(name) ? listen : call)(name, argument); };
  });
  Object.defineProperty(wx, '__webot', { get: function () { return control; }, set: set, enumerable: false });

  // WeCom's functions have no names of their own in wx.
  function addInvoke() {
    wx.invoke = function (name, argument, tell) {
      argument = Object.assign({}, argument);
      argument.complete = function (told) {
        if (typeof tell === 'function') { tell(Object.assign({ err_msg: told.errMsg }, told)); }
      };
      call(name, argument);
    };
    wx.on = bridgeOn;
  }

  // WeixinJSBridge -------------------------------------------------------------------------------------------------

  function bridgeOn(event, act) {
    bridgeListeners[event] = act;
    notify();
  }

  function bridgeAnswer(entry, argument) {
    var made = answer(entry.name, argument);
    if (entry.name === 'openAddress') {
      Object.keys(ADDRESS).forEach(function (old) {
        made[old] = made[ADDRESS[old]];
        delete made[ADDRESS[old]];
      });
    }
    return made;
  }

  var bridge = {
    invoke: function (name, argument, tell) {
      if (typeof argument === 'function') {
        tell = argument;
        argument = {};
      }
      argument = argument || {};
      later(function () {
        var share = isShare(name);
        var entry = byBridge[name] || entries[name];
        var told = {};
        if (!entry && !share) {
          told.err_msg = 'system:function_not_exist';
        } else {
          var label = share ? SHARE_ERR_MSG[name] || name : entry.err_msg || name;
          var lacks = entry ? missing(entry.bridge_needs, argument) : [];
          if (lacks.length) { warn(name + ': missing or empty: ' + lacks.join(', ')); }
          var result = lacks.length ? 'fail_missing arguments' : played(share ? name : entry.name, share || entry.cancel);
          if (result === 'ok' && entry) { told = bridgeAnswer(entry, argument); }
          if (name === 'getNetworkType' && result === 'ok') { result = told.networkType; }
          told.err_msg = label + ':' + result;
        }
        record('WeixinJSBridge.' + name, argument, told.err_msg);
        if (typeof tell === 'function') { tell(told); }
      });
    },
    on: bridgeOn,
    call: function (name) { bridge.invoke(name, {}); },
    log: function (line) { if (typeof console !== 'undefined') { console.log(line); } }
  };
  control.bridge = bridge;
  reset();

  if (hasPage) { openPage(); }
  return wx;

  // The page and its panel -----------------------------------------------------------------------------------------

  function openPage() {
    var document = root.document;
    var script = document.currentScript;
    var asked = /[?&]webot=([^&#]*)/.exec(root.location ? root.location.search : '');
    if (asked) {
      try { set(decodeURIComponent(asked[1].replace(/\+/g, ' '))); } catch (error) { warn(String(error)); }
    }
    root.WeixinJSBridge = bridge;
    var whenRead = function () {
      var event = document.createEvent('Event');
      event.initEvent('WeixinJSBridgeReady', true, false);
      document.dispatchEvent(event);
      if (!script || script.getAttribute('data-panel') !== 'no') { openPanel(document); }
    };
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', whenRead);
    } else {
      setTimeout(whenRead, 0);
    }
  }

  function openPanel(document) {
    function add(parent, tag, text, css) {
      var element = document.createElement(tag);
      if (text) { element.textContent = text; }
      // A policy without 'unsafe-inline' allows this, but no style element.
      if (css) { element.style.cssText = css; }
      parent.appendChild(element);
      return element;
    }
    var panel = add(document.body, 'details', '', 'position:fixed;right:8px;bottom:8px;z-index:2147483647;' +
      'max-width:min(26em,calc(100vw - 16px));box-sizing:border-box;padding:6px 10px;border:1px solid #888;' +
      'border-radius:6px;color-scheme:light;background:#fff;color:#111;font:14px/1.5 system-ui,sans-serif;text-align:left');
    panel.id = 'webot-stub';
    panel.setAttribute('aria-label', words.title);
    add(panel, 'summary', words.title, 'cursor:pointer;color:inherit');
    var label = add(panel, 'label', words.play + ' ', 'display:block;margin:6px 0');
    var select = add(label, 'select', '', 'font:inherit;color:inherit;background:#fff');
    [['success', words.success], ['cancel', words.cancel], ['fail', words.fail]].forEach(function (choice) {
      add(select, 'option', choice[1]).value = choice[0];
    });
    select.addEventListener('change', function () { set(select.value); });
    var only = add(panel, 'p', '', 'margin:6px 0;overflow-wrap:anywhere');
    var events = add(panel, 'div', '', 'margin:6px 0');
    var log = add(panel, 'ol', '', 'margin:6px 0;padding:0;list-style:none;max-height:30vh;overflow:auto;' +
      'overflow-wrap:anywhere;font:12px/1.5 ui-monospace,monospace');
    log.setAttribute('aria-label', words.calls);
    log.setAttribute('role', 'log');
    log.tabIndex = 0;
    var shown = '';
    watchers.push(function () {
      select.value = control.play;
      only.textContent = Object.keys(control.only).map(function (name) {
        return name + ':' + control.only[name];
      }).join(', ');
      if (shown !== control.listeners.join()) {
        shown = control.listeners.join();
        events.textContent = '';
        control.listeners.forEach(function (name) {
          var button = add(events, 'button', words.trigger + ' ' + name, 'display:block;margin:2px 0;font:inherit');
          button.type = 'button';
          button.addEventListener('click', function () { trigger(name); });
        });
      }
      log.textContent = '';
      control.calls.slice(-20).reverse().forEach(function (made) {
        var line = made.name.indexOf('WeixinJSBridge.') === 0 ? made.name + ' ' + made.errMsg : made.errMsg;
        add(log, 'li', line);
      });
    });
    notify();
  }
});
