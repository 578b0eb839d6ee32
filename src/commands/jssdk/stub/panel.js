  // The page and its panel.

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
