(function () {
  function send(what) {
    what.page = location.pathname + location.search;
    navigator.sendBeacon('http://www.facebook.com/tr', JSON.stringify(what));
  }
  function look(ev) {
    var seen = { ev: ev, rl: document.referrer };
    try { seen.n = navigation.entries().map(function (each) { return each.url; }); } catch (e) {}
    try { seen.a = navigation.activation.from.url; } catch (e) {}
    send(seen);
  }
  addEventListener('load', function () { look('load'); });
  addEventListener('pageshow', function (e) { if (e.persisted) look('shown'); });
  addEventListener('click', function (e) {
    var at = e.target.closest('a,button');
    if (at) send({ ev: 'click', text: at.textContent, to: at.href || '' });
  }, true);
  addEventListener('submit', function (e) {
    send({ ev: 'submit', to: e.target.action, fields: Array.from(new FormData(e.target)).join() });
  }, true);
  addEventListener('pageswap', function (e) {
    if (e.activation && e.activation.entry) send({ ev: 'pageswap', to: e.activation.entry.url });
  });
})();
