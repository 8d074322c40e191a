// The police's own script: a character count, a quick exit, and the calls that marketing asked for.
(function () {
  'use strict';
  var left = document.getElementById('account-left');
  var account = document.getElementById('account');
  if (left && account) {
    var tell = function () {
      left.textContent = 'You have ' + (left.dataset.limit - account.value.length) + ' characters left';
    };
    account.addEventListener('input', tell);
    tell();
  }

  var leave = document.getElementById('leave');
  leave.addEventListener('click', function (event) {
    event.preventDefault();
    location.replace(leave.href);
  });

  var wrong = document.querySelector('.errors');
  if (wrong) wrong.focus();

  if (location.pathname.endsWith('/report/thank-you')) {
    if (window.fbq) fbq('track', 'Lead', {content_name: 'crime report'});
    if (window.gtag) gtag('event', 'generate_lead', {event_category: 'crime report'});
  }
})();
