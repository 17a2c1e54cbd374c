#pragma once
// Files compiled into the program by cmake/embed.py.
#include <span>
#include <string_view>

namespace tributary::assets {

struct File {
  std::string_view path;      // "/app.js"; hashed names ("/app.3f9c….wasm") are cached for ever
  std::string_view type;      // "text/javascript; charset=utf-8"
  std::string_view plain, brotli, gzip;  // brotli and gzip empty when not smaller
  std::string_view etag;      // quoted sha256 prefix
  bool immutable = false;     // the name carries the content's hash
};

// One function per embedded set, named after it.
std::span<const File> web_assets();
std::span<const File> sandbox_assets();
std::span<const File> docs_assets();  // docs/openapi.yaml, served as it stands

}  // namespace tributary::assets
