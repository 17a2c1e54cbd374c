#pragma once
// What the admin page shows: refused requests and quarantined webhooks, as REST lists them.
#include <cstdint>
#include <string>
#include <vector>

#include "web/app/health_data.h"

namespace tributary::app {

struct Diagnosis { std::string at, what, detail, peer; };
struct QuarantineItem {
  std::int64_t id = 0;
  std::string at, account, route, reason, body;
  bool replayed = false, dismissed = false, busy = false, dismissing = false;  // dismissing: that is what the relay is asked for
};
struct AdminData {
  bool asked = false, loading = false, failed = false;
  std::vector<Diagnosis> diagnoses;
  std::vector<QuarantineItem> quarantine;
  HealthData health;
  PeopleData people;
  std::string me;                     // our own id, as REST spells it
  double health_asked_ms = 0;
  bool health_failed = false;         // the last time it was asked for
  std::int64_t sure_of = 0;           // the quarantined webhook about which it is asked whether it is really dismissed
  bool releasing = false, adding = false;
  float height = 0;                   // of the page, as it was drawn last
};

}  // namespace tributary::app
