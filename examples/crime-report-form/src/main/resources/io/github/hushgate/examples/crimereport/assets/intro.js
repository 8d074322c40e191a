// The two counts on the start page.
(function () {
  'use strict';
  function poll(view) {
    fetch('/ledger?view=' + view, {cache: 'no-store'})
      .then(function (answer) { return answer.json(); })
      .then(function (ledger) { document.getElementById(view + '-count').textContent = ledger.meta.length; })
      .catch(function () { /* the demonstration was stopped */ })
      .then(function () { setTimeout(poll, 1000, view); });
  }
  poll('before');
  poll('after');
})();
