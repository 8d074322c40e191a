document.querySelectorAll('form').forEach(function (form) {
  form.addEventListener('submit', function (event) {
    if (form.dataset.waitsFor === 'gtag') {
      event.preventDefault();
      gtag('event', 'form_submit', {event_callback: function () { form.submit(); }});
    } else if (form.dataset.waitsFor === 'dataLayer') {
      event.preventDefault();
      dataLayer.push({event: 'form_submit', eventCallback: function () { form.submit(); }});
    } else if (window.fbq) {
      fbq('track', 'Lead');
    }
  });
});
