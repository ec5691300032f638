// Keeps what was read, so that it can be read again without a network: pages newest first, files as they were.
"use strict";
var CACHE = "mb-1";
var MOST = 120;

self.addEventListener("install", function (event) {
  event.waitUntil(
    caches.open(CACHE).then(function (cache) {
      return cache.addAll(["./", "assets/site.css", "assets/print.css", "assets/site.js", "assets/favicon.svg"]);
    }).then(function () { return self.skipWaiting(); })
  );
});
self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return name !== CACHE; }).map(function (name) { return caches.delete(name); }));
    }).then(function () { return self.clients.claim(); })
  );
});

// A cheap phone has little room: the oldest of what was kept goes first.
function keep(request, response) {
  return caches.open(CACHE).then(function (cache) {
    return cache.delete(request).then(function () { return cache.put(request, response); }).then(function () { return cache.keys(); });
  }).then(function (kept) {
    return Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).filter(function (old) {
      return !/\/assets\//.test(old.url);
    }).map(function (old) { return caches.open(CACHE).then(function (cache) { return cache.delete(old); }); }));
  });
}

// Downloads and the many small files of the search are not kept: they would push out the pages.
self.addEventListener("fetch", function (event) {
  var request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin || /\/du-lieu\/.*\.[a-z]+$|\/tim-kiem\/./.test(address.pathname)) return;
  event.respondWith(
    fetch(request).then(function (response) {
      if (response.ok && response.type === "basic") event.waitUntil(keep(request, response.clone()));
      return response;
    }, function (error) {
      return caches.match(request, { ignoreSearch: request.mode === "navigate" }).then(function (kept) {
        if (kept) return kept;
        if (request.mode !== "navigate") throw error;
        return caches.match("./").then(function (home) {
          return home ? Response.redirect(new URL("./", self.registration.scope), 302) : Response.error();
        });
      });
    })
  );
});
