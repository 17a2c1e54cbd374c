#pragma once
// Every fuzz target by name: any bytes go in, and what must hold whatever they are is demanded. A demand that fails
// aborts, which both our own runner (fuzz_run.cpp) and libFuzzer (guided.cpp) take for a finding.
// What has no number of its own has the near thing's: docs/fuzzing.md.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::fuzz {

struct Target {
  const char* name;
  const char* what;
  void (*run)(std::string_view);
  std::size_t bytes_max;
};
const std::vector<Target>& targets();

void http_head(std::string_view);        // F1
void twilio_form(std::string_view);      // F2
void twilio_answer(std::string_view);    // F3: the provider's JSON
void api_body(std::string_view);         // F4: our own JSON door
void sync_frames(std::string_view);      // F5
void ws_frames(std::string_view);        // F6
void blanks(std::string_view);           // F11
void search_words(std::string_view);     // F12
void log_records(std::string_view);      // F15
void backup_manifest(std::string_view);  // F15
void state_head(std::string_view);       // F15
void client_decoder(std::string_view);   // F17

}  // namespace tributary::fuzz
