#include "core/view/search_query.h"

#include <array>
#include <utility>

#include "core/base/text.h"

namespace tributary {
namespace {

struct Token { std::string name, value; bool quoted = false, negative = false, last = false; };

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

constexpr std::array<std::string_view, 8> operators{"from", "status", "tag", "assignee", "channel", "before", "after", "has"};

bool is_operator(std::string_view name) {
  for (std::string_view known : operators)
    if (known == name) return true;
  return false;
}

// Typographic quotes are what many keyboards write.
std::size_t quote_at(std::string_view text) {
  if (text.substr(0, 1) == "\"") return 1;
  for (std::string_view quote : {"\u201C", "\u201D", "\u201E"})
    if (text.substr(0, quote.size()) == quote) return quote.size();
  return 0;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool next(Token& token) {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
    if (rest_.empty()) return false;
    token = Token();
    if (rest_.size() > 1 && rest_.front() == '-' && !is_space(rest_[1])) {
      token.negative = true;
      rest_.remove_prefix(1);
    }
    name(token);
    value(token);
    token.last = rest_.empty();
    return true;
  }

 private:
  void name(Token& token) {
    const std::size_t colon = rest_.find_first_of(": \t\n\r\"");
    if (colon == std::string_view::npos || rest_[colon] != ':') return;
    std::string word = lowered(rest_.substr(0, colon));
    if (!is_operator(word)) return;
    token.name = std::move(word);
    rest_.remove_prefix(colon + 1);
  }

  void value(Token& token) {
    if (const std::size_t open = quote_at(rest_)) {
      rest_.remove_prefix(open);
      token.quoted = true;
      while (!rest_.empty()) {
        if (const std::size_t close = quote_at(rest_)) {
          rest_.remove_prefix(close);
          return;
        }
        take(token);
      }
      return;
    }
    while (!rest_.empty() && !is_space(rest_.front())) take(token);
  }

  void take(Token& token) {
    token.value += rest_.front();
    rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

// Arabic and Persian keyboards have digits of their own.
std::string with_plain_digits(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    const std::size_t bytes = next.bytes == 0 ? 1 : next.bytes;
    const char32_t digit = next.value - (next.value < 0x6F0 ? 0x660U : 0x6F0U);
    if (bytes == 2 && digit < 10) out += static_cast<char>(U'0' + digit);
    else out += text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
  return out;
}

bool number(std::string_view text, std::size_t at, std::size_t count, int& out) {
  out = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

int days_of(int year, int month) {
  constexpr std::array<int, 12> usual{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : usual[static_cast<std::size_t>(month - 1)];
}

// 2026-11-21, or 2026-11 and 2026 for their first day.
std::optional<SearchDay> day_of(std::string_view text) {
  SearchDay day{0, 1, 1};
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return {};
  if (!number(text, 0, 4, day.year)) return {};
  if (text.size() >= 7 && (text[4] != '-' || !number(text, 5, 2, day.month))) return {};
  if (text.size() == 10 && (text[7] != '-' || !number(text, 8, 2, day.day))) return {};
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > days_of(day.year, day.month)) return {};
  return day;
}

template <class Value, std::size_t count>
bool pick(const std::array<std::pair<std::string_view, Value>, count>& known, const std::string& value, std::vector<Value>& into) {
  for (const auto& one : known)
    if (one.first == value) {
      into.push_back(one.second);
      return true;
    }
  return false;
}

constexpr std::array<std::pair<std::string_view, WorkStatus>, 4> statuses{{{"open", WorkStatus::open}, {"snoozed", WorkStatus::snoozed},
    {"resolved", WorkStatus::resolved}, {"closed", WorkStatus::resolved}}};
constexpr std::array<std::pair<std::string_view, Channel>, 4> channels{{{"sms", Channel::sms}, {"whatsapp", Channel::whatsapp},
    {"voice", Channel::voice}, {"call", Channel::voice}}};

bool earlier(const SearchDay& a, const SearchDay& b) {
  if (a.year != b.year) return a.year < b.year;
  return a.month != b.month ? a.month < b.month : a.day < b.day;
}

// Of several days the narrowest holds; what is not before a day is from that day on.
bool date(const std::string& value, bool before, SearchQuery& query) {
  const std::optional<SearchDay> day = day_of(with_plain_digits(value));
  if (!day) return false;
  std::optional<SearchDay>& into = before ? query.before : query.after;
  if (!into || (before ? earlier(*day, *into) : earlier(*into, *day))) into = day;
  return true;
}

// False: the operator has a value that cannot be.
bool apply_operator(const Token& token, SearchQuery& query) {
  const std::string value = lowered(token.value);
  const bool out = token.negative;
  const std::string who = value == "me" || value == "none" ? value : token.value;
  if (token.name == "from") return (out ? query.without_from : query.from).push_back(value == "me" ? value : token.value), true;
  if (token.name == "tag") return (out ? query.without_tags : query.tags).push_back(token.value), true;
  if (token.name == "assignee") return (out ? query.without_assignees : query.assignees).push_back(who), true;
  if (token.name == "status") return pick(statuses, value, out ? query.without_statuses : query.statuses);
  if (token.name == "channel") return pick(channels, value, out ? query.without_channels : query.channels);
  if (token.name == "before" || token.name == "after") return date(value, (token.name == "before") != out, query);
  if (value != "attachment" && value != "attachments" && value != "file") return false;
  (out ? query.no_attachment : query.has_attachment) = true;
  return true;
}

SearchProblem::Kind problem_of(const Token& token) {
  if (token.value.empty()) return SearchProblem::Kind::nothing_after;
  return token.name == "before" || token.name == "after" ? SearchProblem::Kind::not_a_date : SearchProblem::Kind::unknown_value;
}

}  // namespace

bool SearchQuery::empty() const {
  return words.empty() && without.empty() && from.empty() && without_from.empty() && tags.empty() && without_tags.empty() && assignees.empty() &&
         without_assignees.empty() && statuses.empty() && without_statuses.empty() && channels.empty() && without_channels.empty() && !before && !after &&
         !has_attachment && !no_attachment;
}

SearchQuery parse_search(std::string_view typed) {
  SearchQuery query;
  Reader reader(typed);
  for (Token token; reader.next(token);) {
    if (!token.name.empty()) {
      const std::string typed_so = (token.negative ? "-" : "") + token.name + ":" + token.value;
      if (token.value.empty() && token.last) query.begun = typed_so;
      else if (token.value.empty() || !apply_operator(token, query)) query.problems.push_back({problem_of(token), typed_so});
      continue;
    }
    if (token.value.empty() || (token.value == "-" && !token.quoted)) continue;  // a minus alone leaves nothing out, and asks for nothing
    const bool unfinished = token.last && !token.quoted && !is_space(typed.back());
    (token.negative ? query.without : query.words).push_back({token.value, token.quoted, unfinished});
  }
  return query;
}

}  // namespace tributary
