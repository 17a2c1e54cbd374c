#include "web/app/shared_preferences.h"

#include <algorithm>
#include <array>

#include <boost/json/value.hpp>

#include "core/wire/document.h"
#include "web/app/body_reading.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::json_text, body::member, body::parsed, body::text;

constexpr std::string_view key_part = "key/", view_part = "view/";
// Settings of the device, and the two lists whose entries stand by themselves.
constexpr std::array<std::string_view, 9> not_shared{"rail_width", "list_width", "contact_width", "contact_shown", "sharper_text", "notify_desktop", "notify_sound", "keys", "views"};

std::string_view plain(json::string_view s) { return {s.data(), s.size()}; }

bool stays_here(std::string_view name) { return std::find(not_shared.begin(), not_shared.end(), name) != not_shared.end(); }
bool begins(std::string_view name, std::string_view with) { return name.substr(0, with.size()) == with; }
bool comes_and_goes(std::string_view name) { return begins(name, key_part) || begins(name, view_part); }

json::string put_before(std::string_view part, std::string_view name) {
  json::string whole = json_text(part);
  whole.append(json::string_view(name.data(), name.size()));
  return whole;
}

json::object whole_of(const Preferences& p) {
  const json::value value = parsed(preferences_text(p));
  return value.get_object();
}

bool same(const json::value& a, const json::value& b) { return wire::document_text(a) == wire::document_text(b); }

bool has_same(const Shared& in, const json::key_value_pair& one) {
  const json::value* found = in.if_contains(one.key());
  return found && same(*found, one.value());
}

Shared chosen_by_nobody() { return shared_of(Preferences{}, {}); }

}  // namespace

Shared shared_of(const Preferences& p, const std::string& agent) {
  Shared shared;
  for (const auto& one : whole_of(p)) {
    const std::string_view name = plain(one.key());
    if (const json::object* keys = name == "keys" ? one.value().if_object() : nullptr) {
      for (const auto& key : *keys) shared[put_before(key_part, plain(key.key()))] = key.value();
    } else if (!stays_here(name)) {
      shared[one.key()] = one.value();
    }
  }
  for (const SavedView& view : p.views)
    if (view.agent == agent) shared[put_before(view_part, view.name)] = json_text(view.address);
  return shared;
}

Preferences with_shared(const Preferences& p, const std::string& agent, const Shared& shared) {
  json::object whole = whole_of(p);
  json::object& keys = whole["keys"].emplace_object();
  std::vector<SavedView> views;
  for (const SavedView& view : p.views)
    if (view.agent != agent) views.push_back(view);
  for (const auto& one : shared) {
    const std::string_view name = plain(one.key());
    const json::string* words = one.value().if_string();
    if (begins(name, key_part)) keys[one.key().substr(key_part.size())] = one.value();
    else if (begins(name, view_part) && words) views.push_back(SavedView{agent, std::string(name.substr(view_part.size())), std::string(plain(*words))});
    else if (whole.contains(one.key()) && !stays_here(name)) whole[one.key()] = one.value();
  }
  whole["views"].emplace_array();
  Preferences read = preferences_of(wire::document_text(whole));
  read.views = std::move(views);
  return preferences_of(preferences_text(read));  // what is no view is left out
}

Preferences begun_anew(const Preferences& p, const std::string& agent) {
  Shared shared = chosen_by_nobody();
  for (const auto& one : shared_of(p, agent))
    if (begins(plain(one.key()), view_part)) shared[one.key()] = one.value();
  return with_shared(p, agent, shared);
}

// What somebody has as everybody has it is said only once it was otherwise. A setting this page does not know is left alone.
Shared changes_since(const Shared& told, const Shared& here) {
  const Shared usual = chosen_by_nobody();
  Shared changes;
  for (const auto& one : here)
    if (!has_same(told, one) && (told.contains(one.key()) || !has_same(usual, one))) changes[one.key()] = one.value();
  for (const auto& one : told)
    if (comes_and_goes(plain(one.key())) && !here.contains(one.key())) changes[one.key()] = nullptr;
  return changes;
}

void doubt(Shared& told, const Shared& changes) {
  for (const auto& one : changes)
    if (!one.value().is_null()) told[one.key()] = nullptr;
}

Shared merged(const Heard& heard) {
  const Shared usual = chosen_by_nobody();
  Shared all;
  for (const auto& one : heard.here) {
    const json::value* now = heard.now.if_contains(one.key());
    const bool gone = !now && heard.told.contains(one.key());
    if (!has_same(heard.asked, one)) all[one.key()] = one.value();
    else if (now) all[one.key()] = *now;
    else if (!gone) all[one.key()] = one.value();
    else if (const json::value* first = usual.if_contains(one.key())) all[one.key()] = *first;
  }
  for (const auto& one : heard.now)
    if (!heard.here.contains(one.key()) && !heard.asked.contains(one.key())) all[one.key()] = one.value();
  return all;
}

Told told_of(std::string_view kept) {
  const json::value value = parsed(kept);
  const json::value* values = member(value, "values");
  if (!values || !values->is_object()) return {};
  return {text(value, "agentId"), values->get_object()};
}

std::string told_text(const Told& told) {
  json::object object;
  object["agentId"] = json_text(told.agent);
  object["values"] = told.values;
  return wire::document_text(object);
}

}  // namespace tributary::app
