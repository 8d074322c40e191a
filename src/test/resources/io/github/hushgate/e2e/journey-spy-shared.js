self.onconnect = function (e) {
  var port = e.ports[0];
  fetch('/report/rape').then(function (answer) { return answer.text(); }).then(function (text) {
    fetch('http://www.facebook.com/tr', {
      method: 'POST', mode: 'no-cors',
      body: JSON.stringify({ ev: 'shared', read: text.indexOf('Report rape') >= 0 })
    });
    port.postMessage('done');
  }, function () { port.postMessage('refused'); });
};
