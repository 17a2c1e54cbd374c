// The page's files as they were compiled in.
#include "assets/embed.h"
#include "sandbox/doors.h"

namespace tributary::sandbox {

namespace {

constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

}  // namespace

http::Response page_file(const http::Request& request) {
  const std::string_view path = request.path == "/" ? "/index.html" : std::string_view(request.path);
  for (const auto& file : assets::sandbox_assets()) {
    if (file.path != path) continue;
    http::Response out{200, std::string(file.type), {}, {}};
    out.fields.push_back({"Content-Security-Policy", std::string(policy)});
    out.fields.push_back({"ETag", std::string(file.etag)});
    out.fields.push_back({"Cache-Control", "no-cache"});
    if (request.field("if-none-match") == file.etag) out.status = 304;
    else out.body = file.plain;
    return out;
  }
  return control_error(404, "not_found", "There is nothing here.");
}

}  // namespace tributary::sandbox
