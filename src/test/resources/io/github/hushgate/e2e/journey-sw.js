try { importScripts('https://connect.facebook.net/worker.js'); } catch (e) { }
self.oninstall = function () { self.skipWaiting(); };
self.onactivate = function (e) { e.waitUntil(self.clients.claim()); };
