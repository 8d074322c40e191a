(function () {
  var pixel = '';
  var fbp = kit.cookie('_fbp', 'fb.1.' + kit.id());

  function send(event, more) {
    var facts = {id: pixel, ev: event, dl: location.href, rl: document.referrer, 'if': 'false', ts: Date.now(), sw: screen.width, sh: screen.height, fbp: fbp};
    Object.keys(more || {}).forEach(function (name) { facts['cd[' + name + ']'] = more[name]; });
    (event === 'SubscribedButtonClick' ? kit.beacon : kit.pixel)('www.facebook.com.localhost/tr/', facts);
  }

  fbq.callMethod = function (method, name, more) {
    if (method === 'init') pixel = name;
    if (method === 'track') send(name, more);
  };
  fbq.queue.splice(0).forEach(function (call) { fbq.callMethod.apply(fbq, call); });

  kit.onPress(function (pressed, text) {
    var form = pressed.form;
    send('SubscribedButtonClick', {
      buttonText: text,
      formFeatures: form ? Array.from(new Set(Array.from(form.elements, function (field) { return field.name; }))).filter(Boolean).join(', ') : '',
      pageFeatures: document.title
    });
  });
})();
