#include "relay/api/page.h"

#include <boost/json.hpp>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "relay/api/answers.h"

namespace tributary::api {

namespace {

// One named Trusted Types policy, for the service worker's address.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types tributary-service-worker";
constexpr std::string_view permissions =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

bool accepts(std::string_view header, std::string_view coding) {
  const std::size_t at = header.find(coding);
  if (at == std::string_view::npos) return false;
  std::string_view rest = header.substr(at + coding.size(), 6);
  return !rest.starts_with(";q=0") || rest.starts_with(";q=0.");
}

// The name the page was built under; it says the same in its hello.
std::string build_of(std::span<const assets::File> files) {
  for (const auto& file : files)
    if (file.path == "/build.txt") return std::string(file.plain.substr(0, file.plain.find('\n')));
  Digest d;
  for (const auto& file : files) d.add(file.path).add(file.etag);
  return base32(d.value(), d.value()).substr(0, 13);
}

}  // namespace

Page::Page(host::House& house, std::span<const assets::File> files) : house_(house), files_(files), build_(build_of(files)) {}

void Page::serve(Call& call, const assets::File& file) {
  http::Response r;
  const bool page = file.path == "/index.html";
  r.content_type = std::string(file.type);
  r.fields = {{"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"}, {"ETag", std::string(file.etag)}, {"Vary", "Accept-Encoding"},
              {"Cross-Origin-Opener-Policy", "same-origin"}, {"Cross-Origin-Embedder-Policy", "require-corp"}};
  if (page || file.path.ends_with(".js")) r.fields.push_back({"Content-Security-Policy", std::string(content_security_policy)});
  if (page) r.fields.push_back({"Permissions-Policy", std::string(permissions)});
  if (call.request.field("If-None-Match") == file.etag) {
    r.status = 304;
    r.content_type.clear();
    return call.reply(std::move(r));
  }
  const std::string_view accepted = call.request.field("Accept-Encoding");
  std::string_view bytes = file.plain;
  if (!file.brotli.empty() && accepts(accepted, "br")) bytes = file.brotli, r.fields.push_back({"Content-Encoding", "br"});
  else if (!file.gzip.empty() && accepts(accepted, "gzip")) bytes = file.gzip, r.fields.push_back({"Content-Encoding", "gzip"});
  // Copied when it leaves: a round full of these holds none of them.
  call.reply_when_durable([r = std::move(r), bytes]() mutable {
    r.body = bytes;
    return std::move(r);
  });
}

void Page::add_routes(Router& router) {
  for (const auto& file : files_) {
    router.open("GET", std::string(file.path), [this, &file](Call& call) { serve(call, file); });
    if (file.path == "/index.html") router.open("GET", "/", [this, &file](Call& call) { serve(call, file); });
  }
  router.open("GET", "/build.json", [this](Call& call) { call.reply(json_response(200, boost::json::object{{"build", build_}})); });
}

}  // namespace tributary::api
