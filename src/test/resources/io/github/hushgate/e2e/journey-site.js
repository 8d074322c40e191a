function told(what) { fetch('/seen?' + what + location.pathname); }
addEventListener('load', function () { setTimeout(function () { told('load'); }, 150); });
addEventListener('load', function () { if (/^\/report\//.test(location.pathname)) new BroadcastChannel('own').postMessage(document.title); });
addEventListener('pageshow', function (e) { if (e.persisted) told('shown'); });
document.addEventListener('click', function (e) {
  if (e.target.id === 'assign') location.assign('/thanks');
  if (e.target.id === 'replace') location.replace('/thanks');
});
