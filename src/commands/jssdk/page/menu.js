  // The items of the menu, and the functions of WeixinJSBridge.

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
