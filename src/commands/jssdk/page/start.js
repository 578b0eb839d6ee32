  // The choice of the script, and the start.

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
