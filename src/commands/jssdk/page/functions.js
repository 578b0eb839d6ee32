  // The functions of wx, a row each, and which of them this client has.

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
