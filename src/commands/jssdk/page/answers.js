  // Answers of functions, and advice about their errors.

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
