#pragma once
// What is checked of a request before Beast sees it: the outer shape of the header, and the path after it.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::http {

struct HeadScan {
  enum class Verdict : unsigned char { need_more, complete, bad, too_large } verdict = Verdict::need_more;
  std::size_t bytes = 0;  // of a complete header, with the empty line
};
// Lines end in CR LF and nothing else, no line continues the one before, and there are not too many.
HeadScan scan_head(std::string_view data, std::size_t bytes_max, int fields_max);

// The percent-decoded path of an origin-form target, or nothing where it plays tricks: '.' and '..' segments,
// escapes that hide '/', '\' or control characters, broken escapes, bytes that are not UTF-8.
std::optional<std::string> checked_path(std::string_view target);
bool checked_host(std::string_view value);

}  // namespace tributary::http
