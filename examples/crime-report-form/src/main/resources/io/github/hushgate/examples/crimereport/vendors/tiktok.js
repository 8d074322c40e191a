(function () {
  var cookie = kit.cookie('_ttp', kit.id());
  function send(event, button) {
    kit.beacon('analytics.tiktok.com.localhost/api/v2/pixel', {
      event: event, url: location.href, referrer: document.referrer, button: button || '', ttp: cookie
    });
  }
  ttq.page = function () { send('Pageview'); };
  ttq.filter(function (call) { return call[0] === 'page'; }).forEach(ttq.page);
  kit.onPress(function (pressed, text) { send('ClickButton', text); });
})();
