#include "relay/http/request_head.h"

#include "core/base/text.h"
#include "relay/http/ascii.h"

namespace tributary::http {
namespace {

bool visible(char c) { return c > 0x20 && c < 0x7F; }

bool climbs(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);  // the '/'
    const std::string_view segment = path.substr(0, path.find('/'));
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(segment.size());
  }
  return false;
}

// One byte of a path as it is meant; -1 where it may not stand there.
int path_byte(std::string_view raw, std::size_t& at) {
  const char c = raw[at++];
  if (!visible(c) || c == '\\' || c == '#') return -1;
  if (c != '%') return c;
  const int byte = escaped_byte(raw, at - 1);
  at += 2;
  return byte == '/' || byte == '\\' || byte == 0x7F || byte < 0x20 ? -1 : byte;
}

}  // namespace

HeadScan scan_head(std::string_view data, std::size_t bytes_max, int fields_max) {
  using enum HeadScan::Verdict;
  std::size_t line = 0;
  for (int lines = 0;; ++lines) {
    const std::size_t end = data.find('\n', line);
    if (end == std::string_view::npos) return {data.size() > bytes_max ? too_large : need_more, 0};
    if (end >= bytes_max) return {too_large, 0};
    if (end == 0 || data[end - 1] != '\r') return {bad, 0};
    if (end == line + 1) return lines > 0 ? HeadScan{complete, end + 1} : HeadScan{bad, 0};
    if (lines > fields_max) return {too_large, 0};
    if (data[line] == ' ' || data[line] == '\t') return {bad, 0};
    line = end + 1;
  }
}

std::optional<std::string> checked_path(std::string_view target) {
  const std::string_view raw = target.substr(0, target.find('?'));
  for (const char c : target.substr(raw.size()))
    if (!visible(c) || c == '#') return std::nullopt;
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  std::string path;
  path.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const int byte = path_byte(raw, at);
    if (byte < 0) return std::nullopt;
    path += static_cast<char>(byte);
  }
  if (climbs(path) || !valid_utf8(path)) return std::nullopt;
  return path;
}

bool checked_host(std::string_view value) {
  for (const char c : value)
    if (!visible(c) || std::string_view("/\\@,;?#\"<>").find(c) != std::string_view::npos) return false;
  return !value.empty();
}

}  // namespace tributary::http
