#pragma once
// The page and what it loads, out of the binary: hashed names for ever, the page itself checked every time;
// brotli or gzip as the browser likes. A table, never the disk.
#include <map>
#include <string>

#include "assets/embed.h"
#include "relay/api/router.h"

namespace tributary::api {

class Page {
 public:
  Page(host::House&, std::span<const assets::File>);
  void add_routes(Router&);
  // Of the page that this relay serves; another page is told to reload.
  const std::string& build() const { return build_; }

 private:
  void serve(Call&, const assets::File&);
  host::House& house_;
  std::span<const assets::File> files_;
  std::string build_;
};

}  // namespace tributary::api
