// The service worker: keeps the page's own files, and nothing of what people wrote. cmake/site.py stamps the list.
'use strict';
const cacheName = 'page-@BUILD@', files = ['@FILES@'];
const patience_ms = 4000;  // for the page itself, where there seems to be a network

async function install() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map(path => new Request(path, {cache: path === '/' ? 'no-cache' : 'default'})));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
  await self.clients.claim();
}

const kept = path => caches.open(cacheName).then(cache => cache.match(path, {ignoreSearch: true, ignoreVary: true}));

// The newest page where there is a network, the kept one where there is none, or one that leads nowhere.
async function page(request) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), patience_ms);
  try {
    const answer = await fetch(request, {signal: stop.signal});
    if (answer.status < 500) return answer;
    return await kept('/') ?? answer;
  } catch (trouble) {
    const page = await kept('/');
    if (page) return page;
    throw trouble;
  } finally {
    clearTimeout(timer);
  }
}

async function file(request, path) {
  return await kept(path) ?? fetch(request);
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  const {request} = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname === '/' || url.pathname === '/index.html') event.respondWith(page(request));
  } else if (files.includes(url.pathname)) {
    event.respondWith(file(request, url.pathname));
  }
});

// The window that was looked at last comes to the front and goes where the notification speaks of.
self.addEventListener('notificationclick', event => {
  const path = event.notification.data ?? '';
  event.notification.close();
  event.waitUntil(self.clients.matchAll({type: 'window'}).then(([first]) => {
    if (!first) return self.clients.openWindow('/' + path);
    first.postMessage({go: path});
    return first.focus();
  }));
});
