(function () {
  var user = kit.cookie('_hjSessionUser_1000001', kit.id());
  function send(event, button) {
    kit.beacon('content.hotjar.io.localhost/', {event: event, url: location.href, title: document.title, button: button || '', user: user,
      html: event === 'page content' ? document.body.innerText.slice(0, 400) : ''});
  }
  send('page content');
  kit.onPress(function (pressed, text) { send('click', text); });
})();
