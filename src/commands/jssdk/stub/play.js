  // The answers that are played.

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
