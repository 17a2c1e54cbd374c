#pragma once
// How much memory this process may use, and how much it does.
#include <cstddef>
#include <string>

namespace tributary::host {

// The least of what the control group, the process's own limits and the machine allow. `root` stands before /proc and /sys.
std::size_t memory_limit(const std::string& root = {});
// What is ours alone: the pages of mapped files are the system's to take back.
std::size_t memory_used(const std::string& root = {});
// What was freed goes back to the system: otherwise it would count as used, and a crowd that has left as still there.
void give_back_memory();

}  // namespace tributary::host
