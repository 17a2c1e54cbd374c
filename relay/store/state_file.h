#pragma once
// A tenant's state as a file beside its log, written while everything goes on, so that a start after a fall does not replay
// much. It is no truth of its own: one that is damaged, of another epoch or no part of the log's history
// is not used.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"

namespace tributary::store {

// Written beside the old one, which it replaces once it is whole and on disk. Any thread. Throws StorageFailed.
class StateFileWriter {
 public:
  // The state after line `seq`, which `last` caused.
  StateFileWriter(std::string folder, Epoch, std::uint64_t seq, CommandId last);
  ~StateFileWriter();  // what was not finished is removed
  StateFileWriter(const StateFileWriter&) = delete;
  StateFileWriter& operator=(const StateFileWriter&) = delete;
  void add(std::string_view piece);
  void finish();

 private:
  void write(std::string_view);
  std::string folder_, part_;
  int file_ = -1;
};

// The first line, without its end. Nothing: it is none.
struct StateHead { Epoch epoch; std::uint64_t seq = 0; CommandId last; bool operator==(const StateHead&) const = default; };
std::string state_head_text(const StateHead&);
std::optional<StateHead> parse_state_head(std::string_view line);

struct SavedState { std::uint64_t seq = 0; CommandId last; std::vector<std::string> pieces; };
std::optional<SavedState> read_state_file(const std::string& folder, Epoch);

}  // namespace tributary::store
