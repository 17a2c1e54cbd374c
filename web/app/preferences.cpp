#include "web/app/preferences.h"

#include <algorithm>
#include <array>
#include <optional>

#include <boost/json/value.hpp>

#include "core/wire/document.h"
#include "web/platform/platform.h"

namespace tributary::app {
namespace {

namespace json = boost::json;

constexpr std::string_view key = "preferences";
constexpr float pane_px_max = 1000;
constexpr std::size_t keys_max = 200, key_bytes_max = 40, language_bytes_max = 35, view_bytes_max = 4'000, all_views_max = 300;

template <class E>
struct Word { std::string_view word; E value; };
constexpr std::array<Word<ThemeChoice>, 4> theme_words{
    {{"system", ThemeChoice::system}, {"light", ThemeChoice::light}, {"dark", ThemeChoice::dark}, {"contrast", ThemeChoice::contrast}}};
constexpr std::array<Word<Density>, 3> density_words{
    {{"comfortable", Density::comfortable}, {"cosy", Density::cosy}, {"compact", Density::compact}}};
constexpr std::array<Word<Choice>, 3> choice_words{{{"automatic", Choice::automatic}, {"on", Choice::on}, {"off", Choice::off}}};

json::string_view view(std::string_view s) { return {s.data(), s.size()}; }
std::string_view view(const json::string& s) { return {s.data(), s.size()}; }

template <class Words, class E>
json::string_view word_of(const Words& words, E value) {
  for (const auto& one : words)
    if (one.value == value) return view(one.word);
  return "";
}

// Every reader leaves the default where the text holds something else.
template <class Words, class E>
void read(const json::object& from, const char* name, const Words& words, E& into) {
  const json::value* found = from.if_contains(name);
  const json::string* text = found ? found->if_string() : nullptr;
  if (!text) return;
  for (const auto& one : words)
    if (one.word == view(*text)) into = one.value;
}

void read(const json::object& from, const char* name, bool& into) {
  const json::value* found = from.if_contains(name);
  if (found && found->is_bool()) into = found->get_bool();
}

std::optional<double> number(const json::object& from, const char* name) {
  const json::value* found = from.if_contains(name);
  if (!found || !found->is_number()) return std::nullopt;
  if (found->is_double()) return found->get_double();
  return found->is_int64() ? static_cast<double>(found->get_int64()) : static_cast<double>(found->get_uint64());
}

void read(const json::object& from, const char* name, float& into) {
  const std::optional<double> found = number(from, name);
  if (found && *found >= 0 && *found <= static_cast<double>(pane_px_max)) into = static_cast<float>(*found);
}

void read_percent(const json::object& from, int& into) {
  const std::optional<double> found = number(from, "text_percent");
  if (found && *found >= text_percent_min && *found <= text_percent_max) into = static_cast<int>(*found);
}

void read_hour(const json::object& from, const char* name, int& into) {
  const std::optional<double> found = number(from, name);
  if (found && *found >= 0 && *found <= 23) into = static_cast<int>(*found);
}

constexpr std::pair<const char*, bool Preferences::*> switches[] = {
    {"notify_desktop", &Preferences::notify_desktop}, {"notify_sound", &Preferences::notify_sound},
    {"notify_mine", &Preferences::notify_mine}, {"notify_assigned", &Preferences::notify_assigned},
    {"notify_mention", &Preferences::notify_mention}, {"notify_unassigned", &Preferences::notify_unassigned},
    {"notify_hides_text", &Preferences::notify_hides_text}, {"quiet_hours", &Preferences::quiet_hours}};

void read_undo(const json::object& from, int& into) {
  const std::optional<double> found = number(from, "undo_seconds");
  for (const int one : undo_choices)
    if (found && *found == one) into = one;
}

void read_keys(const json::object& from, std::map<std::string, std::string>& into) {
  const json::value* found = from.if_contains("keys");
  const json::object* keys = found ? found->if_object() : nullptr;
  if (!keys) return;
  for (const auto& one : *keys) {
    const json::string* chord = one.value().if_string();
    if (!chord || chord->size() > key_bytes_max || one.key().size() > key_bytes_max || into.size() == keys_max) continue;
    into[std::string(one.key().data(), one.key().size())] = std::string(view(*chord));
  }
}

std::string text_in(const json::object& from, const char* name) {
  const json::value* found = from.if_contains(name);
  const json::string* text = found ? found->if_string() : nullptr;
  return text && text->size() <= view_bytes_max ? std::string(view(*text)) : std::string();
}

void read_views(const json::object& from, std::vector<SavedView>& into) {
  const json::value* found = from.if_contains("views");
  const json::array* views = found ? found->if_array() : nullptr;
  if (!views) return;
  for (const json::value& one : *views) {
    const json::object* fields = one.if_object();
    if (!fields || into.size() == all_views_max) continue;
    SavedView saved{text_in(*fields, "agent"), text_in(*fields, "name"), text_in(*fields, "address")};
    if (!saved.agent.empty() && !saved.name.empty() && !saved.address.empty()) into.push_back(std::move(saved));
  }
}

}  // namespace

Preferences preferences_of(std::string_view text) {
  Preferences p;
  const std::optional<json::value> value = wire::parse_document(text);
  const json::object* from = value ? value->if_object() : nullptr;
  if (!from) return p;
  read(*from, "theme", theme_words, p.theme);
  read(*from, "density", density_words, p.density);
  read_percent(*from, p.text_percent);
  const json::value* language = from->if_contains("language");
  if (language && language->is_string() && language->get_string().size() <= language_bytes_max) p.language = std::string(view(language->get_string()));
  read(*from, "reduced_motion", choice_words, p.reduced_motion);
  read(*from, "sharper_text", choice_words, p.sharper_text);
  read(*from, "enter_sends", p.enter_sends);
  read_undo(*from, p.undo_seconds);
  read(*from, "single_keys", p.single_keys);
  read_keys(*from, p.keys);
  read(*from, "rail_width", p.rail_width);
  read(*from, "list_width", p.list_width);
  read(*from, "contact_width", p.contact_width);
  read(*from, "contact_shown", p.contact_shown);
  for (const auto& [name, field] : switches) read(*from, name, p.*field);
  read_hour(*from, "quiet_from", p.quiet_from);
  read_hour(*from, "quiet_until", p.quiet_until);
  read_views(*from, p.views);
  return p;
}

std::string preferences_text(const Preferences& p) {
  json::object to;
  to["theme"] = word_of(theme_words, p.theme);
  to["density"] = word_of(density_words, p.density);
  to["text_percent"] = p.text_percent;
  to["language"] = view(p.language);
  to["reduced_motion"] = word_of(choice_words, p.reduced_motion);
  to["sharper_text"] = word_of(choice_words, p.sharper_text);
  to["enter_sends"] = p.enter_sends;
  to["undo_seconds"] = p.undo_seconds;
  to["single_keys"] = p.single_keys;
  json::object& keys = to["keys"].emplace_object();
  for (const auto& [action, chord] : p.keys) keys[view(action)] = view(chord);
  to["rail_width"] = p.rail_width;
  to["list_width"] = p.list_width;
  to["contact_width"] = p.contact_width;
  to["contact_shown"] = p.contact_shown;
  for (const auto& [name, field] : switches) to[name] = p.*field;
  to["quiet_from"] = p.quiet_from;
  to["quiet_until"] = p.quiet_until;
  json::array& views = to["views"].emplace_array();
  for (const SavedView& one : p.views) {
    json::object& fields = views.emplace_back(json::object()).get_object();
    fields["agent"] = view(one.agent);
    fields["name"] = view(one.name);
    fields["address"] = view(one.address);
  }
  return wire::document_text(to);
}

Preferences load_preferences() { return preferences_of(platform::stored(key)); }
void save_preferences(const Preferences& p) { platform::store(key, preferences_text(p)); }

}  // namespace tributary::app
