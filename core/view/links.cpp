#include "core/view/links.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace tributary {
namespace {

constexpr std::size_t links_max = 64, address_bytes_max = 2048;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool beyond_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80u) != 0; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = lower(c);
  return out;
}

bool begins(std::string_view s, std::string_view with) { return s.size() >= with.size() && lowered(s.substr(0, with.size())) == with; }

// Signs beyond ASCII that are no part of an address: blanks, controls of direction, quotation marks, the full stops,
// commas and brackets of East Asia and of Arabic.
bool foreign_end(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x206F) || c == 0xAB || c == 0xBB || (c >= 0x3000 && c <= 0x3020) || c == 0x60C ||
         c == 0x61B || c == 0x61F || c == 0x6D4 || c == 0x964 || c == 0xFEFF || (c >= 0xFF01 && c <= 0xFF0F) || c == 0xFF1A || c == 0xFF1B || c == 0xFF1F ||
         c == 0xFF5E || (c >= 0xFF61 && c <= 0xFF65) || c == 0xFFFD;
}

std::size_t address_end(std::string_view s, std::size_t at) {
  while (at < s.size()) {
    const char c = s[at];
    if (!beyond_ascii(c)) {
      if (c <= ' ' || c == 0x7F || std::string_view("<>\"`{}|\\^").find(c) != std::string_view::npos) return at;
      ++at;
      continue;
    }
    const CodePoint point = first_code_point(s.substr(at));
    if (point.bytes == 0 || foreign_end(point.value)) return at;
    at += point.bytes;
  }
  return at;
}

bool unmatched(std::string_view s, char open, char close) { return std::count(s.begin(), s.end(), close) > std::count(s.begin(), s.end(), open); }

// Without what belongs to the sentence around it.
std::string_view without_tail(std::string_view s) {
  while (!s.empty()) {
    const char c = s.back();
    const bool sentence = std::string_view(".,;:!?'*_~").find(c) != std::string_view::npos;
    if (!sentence && !(c == ')' && unmatched(s, '(', ')')) && !(c == ']' && unmatched(s, '[', ']'))) break;
    s.remove_suffix(1);
  }
  return s;
}

// The host at the front, as far as it could be one.
std::string_view host_of(std::string_view s) {
  std::size_t end = 0;
  while (end < s.size() && (letter(s[end]) || digit(s[end]) || s[end] == '-' || s[end] == '.' || beyond_ascii(s[end]))) ++end;
  return s.substr(0, end);
}

struct Labels { std::size_t count = 0; std::string_view last; bool good = true; };
Labels labels_of(std::string_view host) {
  Labels labels;
  while (labels.good) {
    const std::size_t dot = host.find('.');
    labels.last = host.substr(0, dot);
    ++labels.count;
    labels.good = !labels.last.empty() && labels.last.size() <= 63 && labels.last.front() != '-' && labels.last.back() != '-';
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  return labels;
}

// "example.comを見て": no top domain mixes ASCII with other scripts, so the host ends where the other script begins.
std::string_view cut_at_other_script(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot + 1 >= host.size() || beyond_ascii(host[dot + 1])) return host;
  std::size_t end = dot + 1;
  while (end < host.size() && !beyond_ascii(host[end])) ++end;
  return host.substr(0, end);
}

constexpr std::array<std::string_view, 86> sure_domains = {
    "com", "org", "net", "edu", "gov", "info", "biz", "io", "dev", "app", "ai", "shop", "store", "online", "site", "cloud", "blog", "news",
    "xyz", "tech", "eu", "de", "ch", "fr", "es", "nl", "uk", "ie", "se", "dk", "fi", "pl", "cz", "sk", "pt", "gr", "ro", "hu", "bg", "hr",
    "rs", "si", "lt", "lv", "ee", "ru", "ua", "tr", "ca", "mx", "br", "ar", "cl", "pe", "au", "nz", "jp", "cn", "kr", "hk", "tw", "sg",
    "th", "vn", "ph", "za", "ng", "ke", "eg", "ma", "tn", "sa", "ae", "qa", "kw", "il", "ir", "pk", "bd", "lk", "kz", "ge", "lu", "li",
    "test", "example"};
// Country codes that are words too: "parcel.It was", "ask me.no problem". Links only when something else says so.
constexpr std::array<std::string_view, 18> wordlike_domains = {"it", "at", "be", "no", "is", "in", "me", "to", "so", "us", "my", "id", "am", "co", "tv", "fm", "gg", "ly"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view s) { return std::find(list.begin(), list.end(), s) != list.end(); }

bool plain_word(std::string_view s) {
  return s.size() >= 2 && std::all_of(s.begin(), s.end(), [](char c) { return letter(c); });
}

// How many bytes at the front are an address without a scheme: "example.com/path". 0: none.
std::size_t bare_domain(std::string_view s) {
  const bool www = begins(s, "www.");
  const std::string_view host = without_tail(cut_at_other_script(host_of(s)));
  const Labels labels = labels_of(host);
  if (!labels.good || labels.count < 2) return 0;
  const bool more = host.size() < s.size() && (s[host.size()] == '/' || s[host.size()] == '?');
  const std::string last = lowered(labels.last);
  const bool one_case = labels.last == last || lowered(host) != host;
  bool sure = www && labels.count >= 3 && (plain_word(labels.last) || beyond_ascii(labels.last.front()));
  sure = sure || (among(sure_domains, last) && one_case);
  sure = sure || (among(wordlike_domains, last) && labels.last == last && (more || labels.count >= 3));
  if (!sure) return 0;
  if (host.size() < s.size() && s[host.size()] == '@') return 0;
  std::size_t port = host.size();
  if (port + 1 < s.size() && s[port] == ':' && digit(s[port + 1])) for (++port; port < s.size() && digit(s[port]);) ++port;
  const bool path = port < s.size() && (s[port] == '/' || s[port] == '?' || s[port] == '#');
  return path ? without_tail(s.substr(0, address_end(s, port))).size() : port;
}

// "https://…" at the front.
std::size_t with_scheme(std::string_view s) {
  const std::size_t scheme = begins(s, "https://") ? 8 : begins(s, "http://") ? 7 : 0;
  if (scheme == 0) return 0;
  std::size_t end = address_end(s, scheme);
  const std::string_view host = cut_at_other_script(host_of(s.substr(scheme, end - scheme)));
  if (host.empty() || !labels_of(without_tail(host)).good) return 0;
  // A user and a password before the host: "https://bank.example:pw@thief.example".
  const std::string_view authority = s.substr(scheme, std::min(end, s.find_first_of("/?#", scheme)) - scheme);
  if (authority.find('@') != std::string_view::npos) return 0;
  const std::size_t after = scheme + host.size();
  if (after < end && s[after] == ':' && !(after + 1 < end && digit(s[after + 1]))) end = after;
  if (after < end && std::string_view(":/?#").find(s[after]) == std::string_view::npos) end = after;
  return without_tail(s.substr(0, end)).size();
}

bool local_part(char c) { return letter(c) || digit(c) || std::string_view("._%+-").find(c) != std::string_view::npos; }

std::size_t mail(std::string_view s) {
  std::size_t at = 0;
  while (at < s.size() && local_part(s[at])) ++at;
  if (at == 0 || at > 64 || at >= s.size() || s[at] != '@' || s[0] == '.' || s[at - 1] == '.') return 0;
  const std::string_view host = without_tail(cut_at_other_script(host_of(s.substr(at + 1))));
  const Labels labels = labels_of(host);
  if (!labels.good || labels.count < 2 || !(plain_word(labels.last) || beyond_ascii(labels.last.front()))) return 0;
  return at + 1 + host.size();
}

// "+49 30 1234567", "(555) 010-0101": digits in groups. Without a plus only the form that nothing else has.
std::size_t telephone(std::string_view s, std::string& digits) {
  const bool plus = s[0] == '+', american = !plus && s.size() >= 13 && s[0] == '(' && s[4] == ')';
  if (!plus && !american) return 0;
  if (plus && (s.size() < 2 || (!digit(s[1]) && s[1] != '('))) return 0;
  if (american && !std::all_of(s.begin() + 1, s.begin() + 4, digit)) return 0;
  std::size_t end = 0;
  digits = plus ? "+" : "";
  for (std::size_t i = plus ? 1 : 0; i < s.size(); ++i) {
    if (digit(s[i])) {
      digits += s[i];
      end = i + 1;
    } else if (std::string_view(" -./()").find(s[i]) == std::string_view::npos || (i > end && s[i] == s[i - 1])) {
      break;
    }
  }
  const std::size_t count = digits.size() - (plus ? 1 : 0);
  if (end < s.size() && (letter(s[end]) || digit(s[end]))) return 0;
  const bool enough = american ? count == 10 : count >= 7 && count <= 15 && digits[1] != '0';
  return enough ? end : 0;
}

// A link begins where a word does.
bool may_begin(std::string_view s, std::size_t at) {
  if (at == 0) return true;
  const char before = s[at - 1];
  return !(letter(before) || digit(before) || std::string_view("_@/:.=&%#+-$").find(before) != std::string_view::npos);
}

// A token that tries to mislead, or that names a scheme of which we know nothing, is skipped whole.
bool foreign_scheme(std::string_view s) {
  std::size_t at = 0;
  while (at < s.size() && (letter(s[at]) || (at > 0 && (digit(s[at]) || s[at] == '+' || s[at] == '-')))) ++at;
  if (at < 2 || at + 1 >= s.size() || s[at] != ':' || s[at + 1] <= ' ') return false;
  const std::string scheme = lowered(s.substr(0, at));
  return scheme == "javascript" || scheme == "data" || scheme == "vbscript" || scheme == "file" || scheme == "blob" || s.substr(at, 3) == "://";
}

Link link_at(std::string_view s, std::uint32_t at) {
  const std::string_view rest = s.substr(at);
  const auto made = [at](std::size_t bytes, std::string address) { return Link{at, at + static_cast<std::uint32_t>(bytes), std::move(address)}; };
  if (const std::size_t bytes = with_scheme(rest)) return made(bytes, std::string(rest.substr(0, bytes)));
  std::string digits;
  if (begins(rest, "mailto:")) {
    const std::size_t bytes = mail(rest.substr(7));
    return bytes ? made(bytes + 7, "mailto:" + std::string(rest.substr(7, bytes))) : Link{};
  }
  if (begins(rest, "tel:")) {
    const std::size_t bytes = rest.size() > 4 ? telephone(rest.substr(4), digits) : 0;
    return bytes ? made(bytes + 4, "tel:" + digits) : Link{};
  }
  if (const std::size_t bytes = mail(rest)) return made(bytes, "mailto:" + std::string(rest.substr(0, bytes)));
  if (const std::size_t bytes = telephone(rest, digits)) return made(bytes, "tel:" + digits);
  if (const std::size_t bytes = bare_domain(rest)) return made(bytes, "https://" + std::string(rest.substr(0, bytes)));
  return {};
}

}  // namespace

std::vector<Link> find_links(std::string_view s) {
  std::vector<Link> links;
  if (s.find_first_of(".:@+(") == std::string_view::npos) return links;  // most messages
  std::uint32_t at = 0;
  while (at < s.size() && links.size() < links_max) {
    const CodePoint point = first_code_point(s.substr(at));
    const auto step = static_cast<std::uint32_t>(std::max<std::size_t>(1, point.bytes));
    if (static_cast<unsigned char>(s[at]) <= ' ' || foreign_end(point.value) || !may_begin(s, at)) {
      at += step;
      continue;
    }
    Link link = link_at(s, at);
    if (link.end > at) {
      at = link.end;
      if (link.address.size() <= address_bytes_max && valid_utf8(link.address)) links.push_back(std::move(link));
    } else if (foreign_scheme(s.substr(at)) || begins(s.substr(at), "http://") || begins(s.substr(at), "https://")) {
      at = static_cast<std::uint32_t>(address_end(s, at));
    } else {
      at += step;
    }
  }
  return links;
}

}  // namespace tributary
