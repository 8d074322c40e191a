window.UET = function (settings) {
  this.push = function (event) {
    if (event === 'pageLoad') {
      kit.pixel('bat.bing.com.localhost/action/0', {ti: settings.ti, evt: event, p: location.href, r: document.referrer, tl: document.title,
        mid: kit.cookie('_uetvid', kit.id())});
    }
  };
};
