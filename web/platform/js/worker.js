// Registers the service worker, which keeps the page's own files: a reload works without a network.
const address = '/sw.js';

export function registerWorker() {
  if (!navigator.serviceWorker) return;  // not over plain HTTP
  const policy = self.trustedTypes?.createPolicy('tributary-service-worker', {createScriptURL: () => address});
  navigator.serviceWorker.register(policy ? policy.createScriptURL('') : address, {updateViaCache: 'none'}).catch(() => {});
}
