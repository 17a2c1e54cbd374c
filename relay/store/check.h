#pragma once
#include <string>

namespace tributary::store {

class Database;
class EventLog;
class GoWithout;

// quick_check, seq without holes, every event and every content row readable, or of those this program goes without. Empty:
// all is well; otherwise the first thing that is not, as a sentence.
std::string check_tenant(Database&, EventLog&, const GoWithout&);

}  // namespace tributary::store
