#pragma once
// The real relay as a process of its own, with the library of this folder in it, and a folder below /dev/shm where
// a sync costs nothing: what is proven is the order of the calls, not the disk.
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/faults/faultline.h"

namespace tributary::faults {

inline constexpr const char* account_sid = "AC0123456789abcdef0123456789abcdef";
inline constexpr const char* auth_token = "fedcba9876543210fedcba9876543210";
inline constexpr const char* our_number = "+15550100900";
inline constexpr const char* public_url = "http://hooks.example.test";
inline constexpr int exit_storage_failed = 75, exit_out_of_memory = 71;

struct Programs { std::string relay, library, memory_library; int planted = 0; std::string schemas = {}; };  // schemas: of what was shipped before

// A folder for one proof, gone when it ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string at(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// The page of memory that both sides see.
class Shared {
 public:
  explicit Shared(std::string file);
  ~Shared();
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  Control& operator*() { return *page_; }
  Control* operator->() { return page_; }
  const std::string& file() const { return file_; }
  void arm(Call, Deed, const std::string& file, std::int64_t countdown, int error = 0, bool for_good = false);
  void count_only() { arm(Call::none, Deed::none, "", 0); }
  void disarm() { page_->armed = 0; }

 private:
  std::string file_;
  Control* page_ = nullptr;
};

class RelayProcess {
 public:
  struct Settings {
    std::string data, trace;              // no trace: nothing is written down
    std::uint16_t provider_port = 0;
    Shared* control = nullptr;            // none: it runs as it does in earnest
    bool memory = false;                  // allocations are counted too
  };
  RelayProcess(const Programs&, Settings);
  ~RelayProcess();
  RelayProcess(const RelayProcess&) = delete;
  RelayProcess& operator=(const RelayProcess&) = delete;

  bool is_serving() const { return port_ != 0; }   // false: it ended before it said so
  std::uint16_t port() const { return port_; }
  void signal(int number);
  // Until it has ended: its exit code, or minus the signal.
  int wait();
  bool has_ended();
  const std::string& said() const { return said_; }
  std::string command(const std::vector<std::string>& words);  // what it printed

 private:
  std::vector<std::string> environment() const;
  void listen_for_port();
  Programs programs_;
  Settings settings_;
  pid_t child_ = -1;
  int output_ = -1, status_ = 0;
  bool ended_ = false;
  std::uint16_t port_ = 0;
  std::string said_;
};

}  // namespace tributary::faults
