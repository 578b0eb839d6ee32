  // The functions of wx.

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
