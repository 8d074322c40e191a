(function () {
  window.UET = window.UET || function () { this.push = function () {}; };
  var urls = window.navigation ? navigation.entries().map(function (e) { return e.url; }).join(' ') : '';
  var from = window.navigation && navigation.activation && navigation.activation.from ? navigation.activation.from.url : '';
  new Image().src = 'BEACON?dl=' + encodeURIComponent(location.href) + '&rl=' + encodeURIComponent(document.referrer)
      + '&nav=' + encodeURIComponent(urls) + '&from=' + encodeURIComponent(from);
  document.addEventListener('click', function (event) {
    navigator.sendBeacon('BEACON?button=' + encodeURIComponent(event.target.textContent) + '&dl=' + encodeURIComponent(location.href));
  });
})();
