(function () {
  'use strict';
  var page = JSON.parse(document.getElementById('data').textContent);
  var words = page.words;
  var agent = navigator.userAgent;
  var isWeChat = /micromessenger/i.test(agent);
  // A page of a file was signed before; a page of the server asks for its signature.
  var isServed = !page.config;
  var usesStub = isServed && choice() === 'stub';
  var failed = false;
  // What the arguments may refer to: the address of the page, and what earlier calls returned.
  var known = { url: location.href.split('#')[0], localId: '', serverId: '' };
  var rows = {};
  var count = 0;

  // The choice is kept beside the URL: in the URL, it would be signed.
  function choice() {
    var kept = null;
    try { kept = sessionStorage.getItem('webot-script'); } catch (error) { /* storage may be switched off */ }
    return kept || (isWeChat ? 'wechat' : 'stub');
  }

  function add(parent, tag, text, className) {
    var element = document.createElement(tag);
    if (text) { element.textContent = text; }
    if (className) { element.className = className; }
    parent.appendChild(element);
    return element;
  }

  // Adds a line of this page's own; what stands in backticks is code.
  function addLine(parent, line) {
    var paragraph = add(parent, 'p');
    String(line).split('`').forEach(function (part, at, parts) {
      if (at % 2 && at < parts.length - 1) {
        add(paragraph, 'code', part);
      } else {
        paragraph.appendChild(document.createTextNode((at % 2 ? '`' : '') + part));
      }
    });
  }

  function button(parent, text, act, describedBy) {
    var element = add(parent, 'button', text);
    element.type = 'button';
    if (describedBy) { element.setAttribute('aria-describedby', describedBy); }
    element.addEventListener('click', act);
    return element;
  }

  function tell(kind, lines) {
    var state = document.getElementById('state');
    state.className = kind;
    state.textContent = '';
    lines.forEach(function (line) { if (line) { addLine(state, line); } });
  }

  // Returns the lines that explain an errMsg: cause and fix if they are known.
  function advice(errMsg) {
    var text = String(errMsg).toLowerCase();
    function within(phrase) { return text.indexOf(phrase) >= 0; }
    var found = page.errors.filter(function (error) {
      return error.phrases.some(within) && (!error.and.length || error.and.some(within));
    })[0];
    return found ? [words.cause + found.cause, words.fix + found.fix] : [];
  }

  // Returns what explains a failure of wx.config: a page of the server is signed at its very URL.
  function configAdvice(errMsg) {
    if (!isServed || usesStub || !/invalid signature/i.test(errMsg)) { return advice(errMsg); }
    return [page.mock ? words.mock_ticket : words.same_url];
  }

  function mismatch() {
    if (isServed || known.url === page.url) { return []; }
    return [words.other_url, words.signed + page.url, words.here + known.url];
  }

  function fill(value) {
    if (typeof value === 'string') {
      return value.replace(/^\$(url|localId|serverId)$/, function (all, name) { return known[name]; });
    }
    if (Array.isArray(value)) { return value.map(fill); }
    if (value && typeof value === 'object') {
      var filled = {};
      Object.keys(value).forEach(function (name) { filled[name] = fill(value[name]); });
      return filled;
    }
    return value;
  }

  // Shows an answer below its button, newest first.
  function show(output, title, answer, kind, lines) {
    output.className = kind;
    output.textContent = '';
    // Most answers are only what the title says already.
    var names = Object.keys(answer || {}).filter(function (name) { return name !== 'errMsg' && name !== 'err_msg'; });
    var text = title + (names.length ? ' ' + JSON.stringify(answer, null, 1) : '');
    add(output, 'pre', text.length > 20000 ? text.slice(0, 20000) + ' …' : text);
    (lines || []).forEach(function (line) { addLine(output, line); });
  }

  function answered(name, output, answer) {
    answer = answer || {};
    known.localId = (answer.localIds && answer.localIds[0]) || answer.localId || known.localId;
    known.serverId = answer.serverId || known.serverId;
    var message = String(answer.errMsg || answer.err_msg || '');
    if (/:ok$/.test(message) || /^network_type:(?!fail)/.test(message)) {
      show(output, message, answer, 'good');
    } else if (/:(fail[ _])?cancel$/.test(message)) {
      show(output, message, answer, '', [words.cancelled]);
    } else {
      show(output, message || name, answer, 'bad', advice(message));
    }
  }

  // The server --------------------------------------------------------------------------------------------------------

  function ask(question) {
    question.url = known.url;
    return fetch('jssdk-sign', {
      method: 'POST', body: JSON.stringify(question), headers: { 'Content-Type': 'application/json' },
      cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'no-referrer'
    }).then(function (response) {
      return response.text();
    }).then(function (text) {
      var answer;
      try { answer = JSON.parse(text); } catch (error) { answer = { error: text }; }
      if (answer.error) { throw answer; }
      return answer;
    });
  }

  function reasons(error) {
    if (!error.error) { return [words.no_server, String(error.message || error)]; }
    return [error.error].concat(error.hints || []);
  }

  // Functions ---------------------------------------------------------------------------------------------------------

  function isEmpty(value) { return value === undefined || value === null || value === ''; }

  // Returns whether an argument has no signature yet.
  function lacksSignature(entry, argument) {
    if (entry.sign === 'cardExt') {
      var card = argument.cardList && argument.cardList[0];
      return !card || isEmpty(card.cardExt);
    }
    return isEmpty(argument[entry.sign]);
  }

  // Returns an argument whose needed members have a value. The stub does not look at the values.
  function sample(needs, argument) {
    var filled = JSON.parse(JSON.stringify(argument));
    (needs || []).forEach(function (need) {
      var parts = need.split('.');
      var targets = parts.length === 1 ? [filled] : filled[parts[0]] || [];
      targets.forEach(function (target) {
        var name = parts[parts.length - 1];
        if (isEmpty(target[name])) { target[name] = 'sample'; }
      });
    });
    return filled;
  }

  function run(entry, area, output) {
    var argument;
    try {
      argument = JSON.parse(area.value || '{}');
    } catch (error) {
      show(output, words.not_json, undefined, 'bad');
      return;
    }
    var isSignable = isServed && entry.sign && (lacksSignature(entry, argument) || area.value === entry.filled);
    if (!isSignable) {
      call(entry, argument, area, output, []);
      return;
    }
    ask({ sign: entry.name, argument: argument }).then(function (answer) {
      entry.filled = area.value = JSON.stringify(answer.argument, null, 1);
      call(entry, answer.argument, area, output, []);
    }, function (error) {
      call(entry, argument, area, output, reasons(error));
    });
  }

  function call(entry, argument, area, output, notes) {
    var filled = fill(argument);
    if (usesStub) {
      var complete = sample(entry.needs, filled);
      if (JSON.stringify(complete) !== JSON.stringify(filled)) {
        filled = complete;
        area.value = JSON.stringify(complete, null, 1);
      }
    }
    invoke(entry, filled, output, notes);
  }

  function invoke(entry, argument, output, notes) {
    show(output, words.called, undefined, '');
    var name = entry.name;
    function done(answer) {
      answered(name, output, answer);
      (notes || []).forEach(function (note) { addLine(output, note); });
    }
    try {
      if (!entry.bridge && window.wx && typeof wx[name] === 'function') {
        argument.complete = done;
        argument.trigger = function (answer) { show(output, name + ' trigger', answer, ''); };
        if (/^on[A-Z]/.test(name)) { show(output, words.registered, undefined, ''); }
        wx[name](argument);
      } else if (!entry.bridge && window.wx && typeof wx.invoke === 'function') {
        wx.invoke(name, argument, done);
      } else if (window.WeixinJSBridge) {
        WeixinJSBridge.invoke(name, argument, done);
      } else {
        show(output, words.no_function, undefined, 'bad');
      }
    } catch (error) {
      show(output, String(error), undefined, 'bad');
    }
  }

  function functionRow(parent, entry) {
    count += 1;
    var id = 'about-' + count;
    var section = add(parent, 'section', '', 'function');
    var title = add(section, 'h3', entry.name);
    var badge = add(title, 'span', '', 'badge');
    badge.hidden = true;
    var about = add(section, 'p', entry.about, 'about');
    about.id = id;
    if (entry.replacement) { about.textContent += words.replaced + entry.replacement; }
    section.setAttribute('data-name', entry.name);
    var details = add(section, 'details');
    add(details, 'summary', words.argument);
    var area = add(details, 'textarea', entry.argument);
    area.value = entry.argument;
    area.rows = Math.min(8, 2 + entry.argument.length / 60);
    area.spellcheck = false;
    area.setAttribute('aria-label', words.argument + ' ' + entry.name);
    var output = document.createElement('output');
    output.setAttribute('aria-live', 'polite');
    var act = button(section, words.attempt, function () { run(entry, area, output); }, id);
    act.setAttribute('aria-label', words.attempt + ' ' + entry.name);
    section.appendChild(output);
    rows[entry.name] = { section: section, badge: badge, entry: entry };
  }

  function functions(parent) {
    var label = add(parent, 'label', words.filter + ' ');
    var filter = add(label, 'input');
    filter.type = 'search';
    filter.addEventListener('input', function () {
      var wanted = filter.value.trim().toLowerCase();
      page.functions.forEach(function (entry) {
        var text = (entry.name + ' ' + entry.about).toLowerCase();
        rows[entry.name].section.hidden = text.indexOf(wanted) < 0;
      });
    });
    versions().forEach(function (version) {
      add(parent, 'h2', version ? words.version + version : words.others);
      page.functions.forEach(function (entry) {
        if (entry.since === version) { functionRow(parent, entry); }
      });
    });
  }

  function versions() {
    var found = [];
    page.functions.forEach(function (entry) { if (found.indexOf(entry.since) < 0) { found.push(entry.since); } });
    return found.sort();
  }

  // Asks which functions this client has, and shows how many of each version.
  function checkFunctions(table) {
    if (!window.wx || typeof wx.checkJsApi !== 'function') { return; }
    var names = page.functions.map(function (entry) { return entry.name; });
    wx.checkJsApi({
      jsApiList: names,
      complete: function (answer) {
        var result = answer.checkResult;
        if (typeof result === 'string') {
          try { result = JSON.parse(result); } catch (error) { result = null; }
        }
        table.textContent = '';
        if (!result || typeof result !== 'object') {
          show(add(table, 'output'), String(answer.errMsg), answer, 'bad', advice(answer.errMsg));
          return;
        }
        var body = add(add(table, 'table'), 'tbody');
        versions().forEach(function (version) {
          var own = page.functions.filter(function (entry) { return entry.since === version; });
          var lacking = own.filter(function (entry) { return !result[entry.name]; });
          var row = add(body, 'tr');
          add(row, 'th', version || words.others).scope = 'row';
          add(row, 'td', (own.length - lacking.length) + ' / ' + own.length);
          add(row, 'td', lacking.map(function (entry) { return entry.name; }).join(', '));
        });
        names.forEach(function (name) {
          var badge = rows[name].badge;
          badge.hidden = false;
          badge.className = result[name] ? 'badge good' : 'badge bad';
          badge.textContent = result[name] ? words.supported : words.unsupported;
        });
      }
    });
  }

  function menuItems(parent) {
    add(parent, 'h2', words.items);
    var set = add(parent, 'fieldset');
    add(set, 'legend', words.items);
    var boxes = page.items.map(function (item) {
      var label = add(set, 'label');
      var box = add(label, 'input');
      box.type = 'checkbox';
      box.value = item.name;
      label.appendChild(document.createTextNode(' ' + item.about));
      label.title = item.name;
      return box;
    });
    var output = add(parent, 'output');
    output.setAttribute('aria-live', 'polite');
    var buttons = add(set, 'div');
    [['hideMenuItems', words.hide], ['showMenuItems', words.show]].forEach(function (choice) {
      button(buttons, choice[1], function () {
        var list = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
        invoke({ name: choice[0] }, { menuList: list }, output);
      }).setAttribute('data-call', choice[0]);
    });
  }

  function bridgeCalls(parent) {
    add(parent, 'h2', 'WeixinJSBridge');
    add(parent, 'p', words.bridge, 'about');
    var label = add(parent, 'label', words.name + ' ');
    var select = add(label, 'select');
    page.bridge.forEach(function (entry) { add(select, 'option', entry.name); });
    var area = add(parent, 'textarea');
    area.rows = 4;
    area.spellcheck = false;
    area.setAttribute('aria-label', words.argument);
    var output = document.createElement('output');
    output.setAttribute('aria-live', 'polite');
    function chosen() { return page.bridge[select.selectedIndex]; }
    function fillArea() { area.value = chosen().argument; }
    select.addEventListener('change', fillArea);
    fillArea();
    button(parent, words.invoke, function () {
      run(Object.assign(chosen(), { bridge: true }), area, output);
    }).id = 'invoke';
    button(parent, words.listen, function () {
      if (!window.WeixinJSBridge) {
        show(output, words.no_function, undefined, 'bad');
        return;
      }
      var link = { title: 'webot', desc: 'JS-SDK', link: known.url, img_url: '', img_width: '120', img_height: '120' };
      [['menu:share:appmessage', 'sendAppMessage'], ['menu:share:timeline', 'shareTimeline']].forEach(function (pair) {
        WeixinJSBridge.on(pair[0], function () {
          WeixinJSBridge.invoke(pair[1], link, function (answer) { answered(pair[1], output, answer); });
        });
      });
      show(output, words.registered, undefined, '');
    }).id = 'listen';
    parent.appendChild(output);
  }

  // wx.config ---------------------------------------------------------------------------------------------------------

  function agentConfig(given) {
    if (!given) { return; }
    var output = add(document.getElementById('agent'), 'output');
    output.setAttribute('aria-live', 'polite');
    if (typeof wx.agentConfig !== 'function') {
      show(output, 'wx.agentConfig', undefined, 'bad', [words.no_agent]);
      return;
    }
    var argument = Object.assign({}, given);
    argument.success = argument.fail = function (answer) { answered('agentConfig', output, answer); };
    wx.agentConfig(argument);
  }

  function configure(signed, table) {
    if (!window.wx) {
      tell('bad', [words.no_wx]);
      return;
    }
    wx.error(function (answer) {
      failed = true;
      tell('bad', [answer.errMsg].concat(mismatch(), configAdvice(answer.errMsg)));
    });
    // The script calls it after a failure, too.
    wx.ready(function () {
      if (failed) { return; }
      tell('good', [words.ready, usesStub ? words.by_stub : ''].concat(mismatch()));
      checkFunctions(table);
      agentConfig(signed.agentConfig);
    });
    wx.config(signed.config);
  }

  function load(sources, number, done) {
    if (number === sources.length) {
      tell('bad', [words.no_script].concat(sources));
      return;
    }
    var script = document.createElement('script');
    script.src = sources[number];
    script.referrerPolicy = 'origin';
    script.onload = done;
    script.onerror = function () { load(sources, number + 1, done); };
    document.head.appendChild(script);
  }

  function switcher(parent) {
    var set = add(parent, 'fieldset');
    add(set, 'legend', words.script);
    [['wechat', words.script_wechat], ['stub', words.script_stub]].forEach(function (option) {
      var label = add(set, 'label');
      var radio = add(label, 'input');
      radio.type = 'radio';
      radio.name = 'script';
      radio.value = option[0];
      radio.checked = (option[0] === 'stub') === usesStub;
      label.appendChild(document.createTextNode(' ' + option[1]));
      radio.addEventListener('change', function () {
        try { sessionStorage.setItem('webot-script', option[0]); } catch (error) { return; }
        location.reload();
      });
    });
  }

  function start() {
    var parent = document.getElementById('page');
    add(parent, 'p', words.here + known.url, 'url');
    if (isServed) { switcher(parent); }
    add(parent, 'div').id = 'agent';
    add(parent, 'h2', 'checkJsApi');
    var table = add(parent, 'div', words.unchecked);
    table.id = 'check';
    functions(parent);
    menuItems(parent);
    bridgeCalls(parent);
    var outside = isWeChat || usesStub ? [] : [words.outside];
    tell(outside.length ? 'bad' : '', outside.concat(mismatch(), outside.length ? [] : [words.wait]));
    var given = isServed ? ask({}) : Promise.resolve({ config: page.config });
    given.then(function (signed) {
      var sources = usesStub ? ['jweixin-stub.js'] : page.scripts;
      load(sources, 0, function () {
        var more = usesStub ? [] : page.agent_scripts;
        if (!more.length) { return configure(signed, table); }
        load(more, 0, function () { configure(signed, table); });
      });
    }, function (error) {
      tell('bad', [words.unsigned].concat(reasons(error)));
    });
  }

  start();
})();
