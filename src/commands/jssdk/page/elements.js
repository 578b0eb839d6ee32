  // The data of the page, and its elements.

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
