// Emscripten's side of the seam: every import of browser_imports.h hands on to the object boot.js gave the module.
mergeInto(LibraryManager.library, {
  js_start: function() { Module['platform'].start(); },
  js_kick: function(frames) { Module['platform'].kick(frames); },
  js_wake_after: function(ms) { Module['platform'].wakeAfter(ms); },
  js_report: function(f, r, u, n, p, e, m, c, k, i) { Module['platform'].report(f, r, u, n, p, e, m, c, k, i); },

  js_styles: function(at, count) { Module['platform'].styles(at, count); },
  js_measure: function(at, size, style, lang, langSize, rtl, out) { Module['platform'].measure(at, size, style, lang, langSize, rtl, out); },
  js_break: function(at, size, style, lang, langSize, width) { return Module['platform'].breakLines(at, size, style, lang, langSize, width); },
  js_fit: function(at, size, style, lang, langSize, rtl, width) { return Module['platform'].fit(at, size, style, lang, langSize, rtl, width); },
  js_line_parts: function(at, size, style, lang, langSize, rtl, begin, end) {
    return Module['platform'].lineParts(at, size, style, lang, langSize, rtl, begin, end);
  },
  js_raster: function(at, size, style, lang, langSize, rtl, ink, rgba, page, x, y, w, h) {
    return Module['platform'].raster(at, size, style, lang, langSize, rtl, ink, rgba, page, x, y, w, h);
  },
  js_icon: function(at, size, stroke, page, x, y, px) { Module['platform'].icon(at, size, stroke, page, x, y, px); },
  js_shadow: function(page, x, y, px, radius, blur) { Module['platform'].shadow(page, x, y, px, radius, blur); },
  js_page_colours: function(at, dark, strong) { Module['platform'].pageColours(at, dark, strong); },
  js_system_colours: function(out) { Module['platform'].systemColours(out); },
  js_page: function(page, width, height, color) { Module['platform'].page(page, width, height, color); },
  js_draw: function(v, vBytes, i, iBytes, commands, count, width, height, clear) {
    Module['platform'].draw(v, vBytes, i, iBytes, commands, count, width, height, clear);
  },
  js_image: function(at, size, maxPx, out) { return Module['platform'].image(at, size, maxPx, out); },

  js_plane: function(nodes, count, text) { Module['platform'].plane(nodes, count, text); },
  js_passages: function(high, low, change, list, count, text) { Module['platform'].passages(high, low, change, list, count, text); },
  js_copy_text: function(at, size) { Module['platform'].copyText(at, size); },
  js_prefer_text_in_dom: function(choice) { Module['platform'].preferTextInDom(choice); },
  js_caret_rect: function(high, low, out) { Module['platform'].caretRect(high, low, out); },
  js_field_text: function(high, low) { Module['platform'].fieldText(high, low); },
  js_set_field_text: function(high, low, at, size) { Module['platform'].setFieldText(high, low, at, size); },
  js_focus: function(high, low) { Module['platform'].focus(high, low); },
  js_announce: function(at, size, assertive) { Module['platform'].announce(at, size, assertive); },
  js_take_key: function() { Module['platform'].takeKey(); },
  js_apple_keys: function() { return Module['platform'].appleKeys(); },

  js_now: function() { return Module['platform'].now(); },
  js_format: function(what, ms) { Module['platform'].format(what, ms); },
  js_day_number: function(ms) { return Module['platform'].dayNumber(ms); },
  js_want_language: function(at, size) { Module['platform'].wantLanguage(at, size); },
  js_set_language: function(at, size, rtl) { Module['platform'].setLanguage(at, size, rtl); },
  js_number: function(value, decimals) { Module['platform'].number(value, decimals); },
  js_percent: function(share) { Module['platform'].percent(share); },
  js_bytes: function(bytes) { Module['platform'].bytes(bytes); },
  js_plural: function(n) { return Module['platform'].plural(n); },
  js_set_title: function(at, size, unread) { Module['platform'].setTitle(at, size, unread); },
  js_build_id: function() { Module['platform'].buildId(); },
  js_stored: function(at, size) { Module['platform'].stored(at, size); },
  js_store: function(key, keySize, value, valueSize) { Module['platform'].store(key, keySize, value, valueSize); },
  js_open_socket: function() { Module['platform'].openSocket(); },
  js_send: function(at, size) { Module['platform'].send(at, size); },
  js_close_socket: function() { Module['platform'].closeSocket(); },
  js_fetch: function(tag, m, mSize, p, pSize, b, bSize) { Module['platform'].fetch(tag, m, mSize, p, pSize, b, bSize); },
  js_random: function(at) { Module['platform'].random(at); },
  js_reload: function() { Module['platform'].reload(); },
  js_go: function(at, size) { Module['platform'].go(at, size); },
  js_go_back: function(at, size) { Module['platform'].goBack(at, size); },
  js_download: function(at, size) { Module['platform'].download(at, size); },
});
