// Shows the stand-in's ledger. Everything that arrived is set as text, never as markup.
(function () {
  'use strict';
  var view = document.body.dataset.view;
  var shown = '';

  function element(name, text, parent) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function row(list, name, value, hot) {
    if (!value) return;
    element('dt', name, list);
    var told = element('dd', '', list);
    var text = element(hot ? 'mark' : 'span', '', told);
    value.split(/(?=[/?&])/).forEach(function (part) {
      text.append(part, document.createElement('wbr'));
    });
  }

  function hit(each) {
    var item = document.createElement('li');
    element('time', each.time, item);
    element('b', each.event, item);
    var facts = element('dl', '', item);
    row(facts, 'Page', each.page, true);
    row(facts, 'Page title', each.title, false);
    row(facts, 'Came from', each.referrer, false);
    row(facts, 'Button', each.button && '“' + each.button + '”', true);
    row(facts, 'Fields', each.fields, false);
    row(facts, 'Cookies', each.cookies, false);
    return item;
  }

  function show(ledger) {
    var count = document.getElementById('meta-count');
    count.textContent = ledger.meta.length;
    count.parentNode.classList.toggle('is-hot', ledger.meta.length > 0);
    document.getElementById('meta-word').textContent = ledger.meta.length === 1 ? 'request' : 'requests';
    document.getElementById('meta-empty').hidden = ledger.meta.length > 0;
    var gist = document.getElementById('gist');
    gist.hidden = !ledger.gist;
    gist.textContent = ledger.gist;
    document.getElementById('meta-hits').replaceChildren.apply(
      document.getElementById('meta-hits'), ledger.meta.map(hit));
    document.getElementById('others').replaceChildren.apply(
      document.getElementById('others'), ledger.others.map(function (other) {
        var line = document.createElement('tr');
        element('td', other.name, line);
        element('td', String(other.requests), line).className = other.requests ? 'is-hot' : '';
        element('td', other.last || 'never', line);
        return line;
      }));
  }

  function poll() {
    fetch('/ledger?view=' + view, {cache: 'no-store'})
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        if (text !== shown) show(JSON.parse(text));
        shown = text;
      })
      .catch(function () { /* the demonstration was stopped */ })
      .then(function () { setTimeout(poll, 700); });
  }

  document.getElementById('clear').addEventListener('click', function () {
    fetch('/ledger?view=' + view, {method: 'POST'});
  });
  poll();
})();
