// What the stand-ins' scripts share. Written for the demonstration: each script sends what its real namesake is known to send, and no more.
var kit = {
  pixel: function (path, facts) {
    new Image().src = kit.origin(path) + '?' + new URLSearchParams(facts);
  },
  beacon: function (path, facts) {
    navigator.sendBeacon(kit.origin(path), new URLSearchParams(facts));
  },
  origin: function (path) {
    return location.protocol + '//' + path.replace('/', ':' + kit.port + '/');
  },
  cookie: function (name, value) {
    var found = document.cookie.split('; ').find(function (each) { return each.startsWith(name + '='); });
    if (found) return found.slice(name.length + 1);
    document.cookie = name + '=' + value + '; path=/; max-age=7776000; SameSite=Lax';
    return value;
  },
  text: function (element) {
    return (element.innerText || element.value || '').trim().slice(0, 80);
  },
  onPress: function (tell) {
    document.addEventListener('click', function (event) {
      var pressed = event.target.closest && event.target.closest('button, a, input[type=submit]');
      if (pressed && !pressed.closest('.panel, .demo-bar')) tell(pressed, kit.text(pressed));
    }, true);
  },
  id: function () {
    return Date.now() + '.' + Math.floor(Math.random() * 1e9);
  }
};
