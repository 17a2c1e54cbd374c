#pragma once
// What the load programs share: the clock, latencies, options, and what another process uses. Linux only.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::load {

inline std::int64_t now_ns(clockid_t clock = CLOCK_MONOTONIC) {
  timespec at{};
  clock_gettime(clock, &at);
  return at.tv_sec * 1'000'000'000LL + at.tv_nsec;
}

[[noreturn]] inline void die(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(2);
}

inline void must(bool good, const char* what) {
  if (!good) die(std::string(what) + ": " + std::strerror(errno));
}

// "--name value" pairs; what was not given has the default of whoever asks.
class Options {
 public:
  Options(int count, char** words) {
    for (int i = 1; i < count; i += 2) {
      const std::string_view name = words[i];
      if (name.substr(0, 2) != "--" || i + 1 == count) die("an option is --NAME VALUE, not " + std::string(name));
      given_[std::string(name.substr(2))] = words[i + 1];
    }
  }
  std::string text(const std::string& name, const std::string& otherwise = {}) const {
    const auto it = given_.find(name);
    return it == given_.end() ? otherwise : it->second;
  }
  double number(const std::string& name, double otherwise = 0) const {
    const auto it = given_.find(name);
    return it == given_.end() ? otherwise : std::strtod(it->second.c_str(), nullptr);
  }
  int whole(const std::string& name, int otherwise = 0) const { return static_cast<int>(number(name, otherwise)); }

 private:
  std::map<std::string, std::string> given_;
};

// Nanoseconds in 64 steps per power of two: right to 1.6 %.
class Latencies {
 public:
  void add(std::int64_t ns) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0));
    ++bins_[std::min(place(value), bins_.size() - 1)];
    ++count_;
    max_ = std::max(max_, value);
  }
  std::string json() const {  // microseconds
    char text[160];
    std::snprintf(text, sizeof text, R"({"n":%llu,"p50":%.1f,"p90":%.1f,"p99":%.1f,"p999":%.1f,"max":%.1f})", static_cast<unsigned long long>(count_),
                  share(0.5), share(0.9), share(0.99), share(0.999), static_cast<double>(max_) / 1000);
    return text;
  }

 private:
  static std::size_t place(std::uint64_t value) {
    if (value < 64) return value;
    const int power = 63 - __builtin_clzll(value);
    return static_cast<std::size_t>(power - 5) * 64 + ((value >> (power - 6)) - 64);
  }
  static double value_at(std::size_t place) {
    if (place < 64) return static_cast<double>(place);
    const std::size_t power = place / 64 + 5;
    const auto step = static_cast<double>(1ULL << (power - 6));
    return (static_cast<double>(place % 64 + 64) + 0.5) * step;
  }
  double share(double of) const {
    const auto wanted = static_cast<std::uint64_t>(of * static_cast<double>(count_ ? count_ - 1 : 0)) + 1;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < bins_.size(); ++i)
      if ((seen += bins_[i]) >= wanted) return std::min(value_at(i), static_cast<double>(max_)) / 1000;
    return 0;
  }
  std::vector<std::uint64_t> bins_ = std::vector<std::uint64_t>(64 * 60);
  std::uint64_t count_ = 0, max_ = 0;
};

// Processor time of all threads of a process to the nanosecond, and the memory it holds (shared pages by their share).
inline double processor_seconds(int pid) {
  clockid_t clock{};
  if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0) return 0;
  return static_cast<double>(now_ns(clock)) * 1e-9;
}

// The same of each thread by its name, as the scheduler counts it, to its last tick. The first thread is the "loop"; what has
// no name of its own is "other".
using ThreadTimes = std::map<std::string, double>;
inline ThreadTimes thread_seconds(int pid) {
  ThreadTimes all;
  std::error_code gone;
  const auto line = [](const std::filesystem::path& file) {
    std::string text;
    std::ifstream in(file);
    std::getline(in, text);
    return text;
  };
  const std::string process = std::to_string(pid), of_all = line("/proc/" + process + "/comm");
  for (std::filesystem::directory_iterator at("/proc/" + process + "/task", gone), end; !gone && at != end; at.increment(gone)) {
    const std::string own = line(at->path() / "comm");
    const std::string name = at->path().filename() == process ? "loop" : own == of_all ? "other" : own;
    all[name] += std::strtod(line(at->path() / "schedstat").c_str(), nullptr) * 1e-9;
  }
  return all;
}

inline long memory_kb(int pid) {
  if (pid <= 0) return 0;
  const std::string path = "/proc/" + std::to_string(pid) + "/smaps_rollup";
  long kb = 0;
  if (std::FILE* file = std::fopen(path.c_str(), "r")) {
    char line[256];
    while (std::fgets(line, sizeof line, file))
      if (std::strncmp(line, "Pss:", 4) == 0) kb = std::atol(line + 4);
    std::fclose(file);
  }
  return kb;
}

inline void raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace tributary::load
