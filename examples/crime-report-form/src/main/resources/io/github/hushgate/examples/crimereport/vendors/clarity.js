(function () {
  var user = kit.cookie('_clck', kit.id());
  function send(event, button) {
    kit.beacon('k.clarity.ms.localhost/collect', {event: event, url: location.href, title: document.title, button: button || '', user: user});
  }
  send('page content');
  kit.onPress(function (pressed, text) { send('click', text); });
})();
