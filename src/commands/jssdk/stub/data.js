  // The functions of the table, and what calls change.

  var data = {{data}};
  var words = data.words;
  var MAX_CALLS = 1000;
  // A picture that a page can show: a localId of WeChat is an address for <img>, too.
  var IMAGE = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22120%22 height=%2280%22%3E' +
    '%3Crect width=%22100%25%22 height=%22100%25%22 fill=%22%2307c160%22/%3E%3C/svg%3E';
  // The functions with which a page answers the menu, by the event of WeixinJSBridge.
  var SHARES = {
    'menu:share:timeline': 'shareTimeline', 'menu:share:appmessage': 'sendAppMessage', 'menu:share:qq': 'shareQQ',
    'menu:share:weiboApp': 'shareWeiboApp', 'menu:share:QZone': 'shareQZone'
  };
  var SHARE_ERR_MSG = { shareTimeline: 'share_timeline', sendAppMessage: 'send_app_msg' };
  // The members of an address in WeixinJSBridge and their names in openAddress.
  var ADDRESS = {
    addressPostalCode: 'postalCode', proviceFirstStageName: 'provinceName', addressCitySecondStageName: 'cityName',
    addressCountiesThirdStageName: 'countryName', addressDetailInfo: 'detailInfo'
  };

  var entries = {};
  var byBridge = {};
  data.functions.forEach(function (entry) {
    entries[entry.name] = entry;
    byBridge[entry.bridge || entry.name] = entry;
  });

  var state, config, granted, agentGranted, failure, onError, onReady, listeners, bridgeListeners;
  var watchers = [];

  function isEmpty(value) {
    return value === undefined || value === null || value === '' || value !== value ||
      (Array.isArray(value) && value.length === 0);
  }

  function warn(line) {
    if (typeof console !== 'undefined' && console.warn) { console.warn('[webot] ' + line); }
  }

  function copy(value) { return value === undefined ? value : JSON.parse(JSON.stringify(value)); }

  // Returns the members that an argument lacks; `a.b` is the member `b` of each item of `a`.
  function missing(needs, argument) {
    return (needs || []).filter(function (need) {
      var parts = need.split('.');
      var value = argument[parts[0]];
      if (parts.length === 1) { return isEmpty(value); }
      return Array.isArray(value) && value.some(function (item) { return !item || isEmpty(item[parts[1]]); });
    });
  }

  function has(list, name) { return list.indexOf(name) >= 0; }

  function isShare(name) { return Object.keys(SHARES).some(function (event) { return SHARES[event] === name; }); }
