(function () {
  var id = new URL(document.currentScript.src).searchParams.get('id');
  if (id.startsWith('GTM-')) {
    kit.pixel('www.googletagmanager.com.localhost/a', {id: id, dl: location.href, en: 'container loaded'});
    return;
  }
  var client = kit.cookie('_ga', 'GA1.1.' + kit.id());
  function send(event) {
    kit.beacon('www.google-analytics.com.localhost/g/collect', {
      v: 2, tid: id, cid: client, dl: location.href, dr: document.referrer, dt: document.title, en: event
    });
  }
  function take(call) {
    if (call[0] === 'config') send('page_view');
    if (call[0] === 'event') send(call[1]);
  }
  var layer = window.dataLayer = window.dataLayer || [];
  var push = layer.push;
  layer.push = function (call) { take(call); return push.apply(layer, arguments); };
  layer.slice().forEach(take);
  kit.onPress(function (pressed, text) { send(pressed.form ? 'form_submit' : 'click'); });
})();
