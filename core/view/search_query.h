#pragma once
// What a person types into the search field, understood: words, "exact phrases", -exclusions and operators.
// One parser for the browser's headers and the relay's full text. Never fails: what cannot be understood is told
// in `problems`, and the rest is searched all the same.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/kinds.h"

namespace tributary {

struct SearchDay {  // a calendar day of the searcher
  int year = 0, month = 0, day = 0;
  bool operator==(const SearchDay&) const = default;
};

struct SearchWords {
  std::string text;      // as typed, without quotes
  bool phrase = false;   // was in quotes: the words in this order
  bool unfinished = false;  // the last word, without a blank behind it: its beginning is enough
  bool operator==(const SearchWords&) const = default;
};

struct SearchProblem {
  enum class Kind : std::uint8_t { unknown_value, not_a_date, nothing_after } kind = Kind::unknown_value;
  std::string token;     // "before:yesterdy"
  bool operator==(const SearchProblem&) const = default;
};

struct SearchQuery {
  std::vector<SearchWords> words, without;
  // Every operator may be negated: -tag:spam. What is negated excludes, each of several.
  std::vector<std::string> from, without_from;             // any of them: a name, an address, "me"
  std::vector<std::string> tags, without_tags;             // all of them
  std::vector<std::string> assignees, without_assignees;   // any of them: "me", "none", a name, a team
  std::vector<WorkStatus> statuses, without_statuses;      // any of them; none: all, resolved and snoozed too
  std::vector<Channel> channels, without_channels;
  std::optional<SearchDay> before, after;    // before that day begins; from that day on. -before:X is after:X
  bool has_attachment = false, no_attachment = false;
  std::vector<SearchProblem> problems;
  std::string begun;                         // "status:" at the end: no mistake of who still types
  bool operator==(const SearchQuery&) const = default;
  bool empty() const;                        // nothing is asked at all
  bool headers_only() const { return words.empty() && without.empty() && !has_attachment && !no_attachment; }
};

SearchQuery parse_search(std::string_view typed);

}  // namespace tributary
