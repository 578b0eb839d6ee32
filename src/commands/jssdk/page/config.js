  // wx.config and wx.agentConfig.

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
