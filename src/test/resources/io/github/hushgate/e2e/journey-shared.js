importScripts('http://connect.facebook.net/shared.js');
