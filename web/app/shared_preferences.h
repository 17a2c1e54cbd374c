#pragma once
// Of the preferences what follows a person to every device, as the relay keeps it (docs/api.md): names and plain values. A
// setting stands under its own name, a key as "key/resolve", a saved view as "view/" and its name. How wide the panes are, how
// text is drawn, and whether this device shows notifications and makes a sound stay here.
#include <boost/json/object.hpp>
#include <string>

#include "web/app/preferences.h"

namespace tributary::app {

using Shared = boost::json::object;

Shared shared_of(const Preferences&, const std::string& agent);
// These in the place of what the preferences have; other people's views and what belongs to the device stay.
Preferences with_shared(const Preferences&, const std::string& agent, const Shared&);
// As somebody has them who has chosen nothing, but for the views this one has.
Preferences begun_anew(const Preferences&, const std::string& agent);

// What the relay is to be told: what is other here than it said last, null for what is gone.
Shared changes_since(const Shared& told, const Shared& here);
// Of these nobody knows any more what the relay has, until it answers: should the answer be lost, they are told once more.
void doubt(Shared& told, const Shared& changes);
// What the relay says now, together with what was changed here since it was asked. `told`: what it said the time before.
struct Heard { const Shared &asked, &here, &told, &now; };
Shared merged(const Heard&);

// Of whom the relay spoke last, and what it said: kept beside the preferences it belongs to.
struct Told { std::string agent; Shared values; };
Told told_of(std::string_view text);
std::string told_text(const Told&);

}  // namespace tributary::app
