#include "relay/host/memory.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <limits>
#include <sstream>

#include "relay/store/file_handle.h"

namespace tributary::host {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// A number alone in a file; "max" and what is not there are no limit.
std::size_t number_in(const std::string& file) {
  std::ifstream in(file);
  std::size_t number = 0;
  return in >> number && number > 0 ? number : none;
}

std::size_t of_the_machine(const std::string& root) {
  std::ifstream in(root + "/proc/meminfo");
  std::string name;
  std::size_t kilobytes = 0;
  while (in >> name >> kilobytes) {
    if (name == "MemTotal:") return kilobytes * 1024;
    std::getline(in, name);
  }
  return none;
}

// A group's limit binds its children, so every step up to the root counts. Version 2 has one line "0::/path"; version 1
// names its controllers.
std::size_t of_the_group(const std::string& root) {
  std::ifstream in(root + "/proc/self/cgroup");
  std::size_t least = none;
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool two = controllers.empty();
    if (!two && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
    for (std::string path = line.substr(second + 1);;) {
      const std::string folder = root + (two ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory") + (path == "/" ? "" : path);
      least = std::min(least, number_in(folder + (two ? "/memory.max" : "/memory.limit_in_bytes")));
      if (path.empty() || path == "/") break;
      path.erase(path.rfind('/') == 0 ? 1 : path.rfind('/'));
    }
  }
  return least;
}

std::size_t of_the_process(int resource) {
  rlimit limit{};
  return getrlimit(static_cast<__rlimit_resource_t>(resource), &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? static_cast<std::size_t>(limit.rlim_cur) : none;
}

}  // namespace

std::size_t memory_limit(const std::string& root) {
  std::size_t least = std::min(of_the_machine(root), of_the_group(root));
  if (root.empty()) least = std::min({least, of_the_process(RLIMIT_AS), of_the_process(RLIMIT_DATA)});
  return least;
}

void give_back_memory() { malloc_trim(0); }

// Asked every few webhooks, so its own file stays open.
std::size_t memory_used(const std::string& root) {
  static const store::FileHandle own("/proc/self/statm", O_RDONLY);
  const auto read = [](int file) -> std::size_t {
    std::array<char, 128> text;
    const ssize_t count = ::pread(file, text.data(), text.size() - 1, 0);
    if (count <= 0) return 0;
    text[static_cast<std::size_t>(count)] = '\0';
    std::size_t size = 0, resident = 0, shared = 0;
    if (std::sscanf(text.data(), "%zu %zu %zu", &size, &resident, &shared) != 3 || shared > resident) return 0;
    return (resident - shared) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  };
  return read(root.empty() && own.handle() >= 0 ? own.handle() : store::FileHandle(root + "/proc/self/statm", O_RDONLY).handle());
}

}  // namespace tributary::host
