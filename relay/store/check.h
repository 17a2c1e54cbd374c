#pragma once
#include <string>

namespace tributary::store {

class Database;
class EventLog;

// quick_check, seq without holes, every event and every content row readable. Empty: all is well;
// otherwise the first thing that is not, as a sentence.
std::string check_tenant(Database&, EventLog&);

}  // namespace tributary::store
