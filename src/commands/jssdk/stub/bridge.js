  // WeixinJSBridge.

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
