#pragma once
// What was signed but could not be used, raw, for replay (P1d); and the last refused requests.
#include <optional>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/store.h"

namespace tributary::store {

class QuarantineRows {
 public:
  explicit QuarantineRows(Database&);
  std::int64_t add(const Quarantined&);
  std::vector<Quarantined> listed(std::size_t limit);
  std::optional<Quarantined> one(std::int64_t id);
  QuarantineHeld held();
  std::int64_t waiting();   // neither replayed nor dismissed yet
  void settle(std::int64_t id, std::int64_t how, Instant at, std::string_view who);
  void forget_settled(Instant until);
  void diagnose(const Diagnosis&);
  std::vector<Diagnosis> diagnoses();

 private:
  void waits_no_more(std::int64_t id);
  std::optional<QuarantineHeld> held_;  // once somebody has asked; a turn that is rolled back makes all of this anew
  Statement add_, held_count_, bytes_waiting_, waiting_, those_waiting_, those_settled_, one_, mark_, settle_, forget_items_, forget_settled_, diagnose_, forget_, diagnoses_;
};

}  // namespace tributary::store
