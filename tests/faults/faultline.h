#pragma once
// What a test program and the library it loads into the relay share: a page of memory that says which system call
// is to go wrong, and the form of the trace. Nothing of this is in the relay: between two system calls it changes
// nothing that survives it, so every way of dying is a system call with a "before" or an "after". A program that
// was not started with LD_PRELOAD has no such points at all.
#include <cstdint>

namespace tributary::faults {

enum class Call : std::int32_t { none, open, write, truncate, sync, rename, remove, make_folder, reserve, answer, request, heard, memory, read, count };
enum class Deed : std::int32_t { none, fail, cut_short, die_before, die_after, die_halfway };

// In a file that both sides map. The test writes what is to happen while nothing happens; the library counts.
struct Control {
  std::int32_t call, deed, error;
  std::int32_t for_good;          // every later call of this kind goes wrong too
  char file[64];                  // only paths that contain this, or with a $ behind it end so; "" is all
  std::int64_t countdown;         // the deed is done at 1; 0: only count
  std::int64_t seen[static_cast<int>(Call::count)];
  std::int32_t done;              // how often the deed was done
  std::int32_t armed;             // 0: count nothing, do nothing
  std::int32_t flush_ms;          // each sync of these files lasts so long
};

// One record: this head, the name, the bytes. Names are paths below the data folder; of answers the peer's port.
enum class Op : char {
  write = 'W', truncate = 'T', sync = 'S', create = 'C', rename = 'R', link = 'L', remove = 'U', folder = 'D',
  answer = 'A',    // an HTTP answer is about to leave: the first bytes of it
  request = 'P',   // bytes are about to leave for a provider
  failed = 'F',    // the deed was done here: the bytes name the call
  trying = 's',    // a sync is about to be tried
};
struct __attribute__((packed)) Head { char op; std::uint16_t name; std::uint64_t offset; std::uint32_t bytes; };

inline constexpr const char* folder_variable = "FAULTLINE_FOLDER";
inline constexpr const char* trace_variable = "FAULTLINE_TRACE";
inline constexpr const char* control_variable = "FAULTLINE_CONTROL";

}  // namespace tributary::faults
