// The relay's door for preferences, as relay/api/preferences_api.cpp merges them.
#include <boost/json/value.hpp>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "tests/web/app/desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
namespace json = boost::json;

json::object object_of(const std::string& text) {
  const auto value = wire::parse_document(text);
  return value && value->is_object() ? value->get_object() : json::object();
}

std::string revision_of(const std::string& values) { return std::to_string(Digest().add(values).value()); }

}  // namespace

std::string Desk::kept_preferences() const {
  const auto it = preferences_.find(me.agent);
  return it == preferences_.end() ? "{}" : it->second;
}

std::string Desk::preferences_after(const std::string& changes) {
  json::object all = object_of(kept_preferences());
  for (const auto& one : object_of(changes)) {
    if (one.value().is_null()) all.stable_erase(one.key());
    else all[one.key()] = one.value();
  }
  return preferences_[me.agent] = wire::document_text(all);
}

void Desk::other_device_prefers(const std::string& changes) { preferences_after(changes); }

void Desk::relay_tells_of_preferences() {
  to_page(wire::server_frame_text(wire::PreferencesChanged{revision_of(kept_preferences())}));
}

void Desk::answer_preferences() {
  auto& waiting = headless::record().requests;
  for (std::size_t i = 0; i < waiting.size();) {
    if (waiting[i].path != "/api/v1/me/preferences") {
      ++i;
      continue;
    }
    const headless::Request asked = waiting[i];
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
    platform::Event event = headless::event_of(platform::EventKind::fetched);
    event.number = asked.tag;
    event.status = keeps_preferences ? 200 : 404;
    const bool changes = asked.method == "PATCH";
    ++preference_requests;
    if (changes) ++preference_changes;
    const bool refused = changes && preferences_full;
    const std::string all = changes && !refused ? preferences_after(wire::document_text(object_of(asked.body)["values"])) : kept_preferences();
    event.text = keeps_preferences ? "{\"agentId\":\"" + to_text(me.agent) + "\",\"revision\":\"" + revision_of(all) + "\",\"values\":" + all + "}" : "{}";
    if (refused) event.status = 422, event.text = R"({"error":{"code":"preferences_too_large","message":"Your saved views and settings would be larger than 64 KB. Remove some saved views first.","request":"r1"}})";
    headless::emit(event);
  }
}

}  // namespace tributary
