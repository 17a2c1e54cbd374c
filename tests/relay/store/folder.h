#pragma once
// A temporary folder for one test, gone when the test ends; and the store's records, made short.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "core/wire/json.h"
#include "relay/store/store.h"

namespace tributary::store {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tributary-store-XXXXXX").string();
    const char* made = ::mkdtemp(pattern.data());
    EXPECT_NE(made, nullptr);
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }
  std::string at(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

inline void write_bytes(const std::string& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

// What a throwing call says, or "".
template <class Call>
std::string refusal_of(Call call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

inline StoredLine line(std::uint64_t seq, const std::string& tag = "") {
  StoredLine made;
  made.seq = seq;
  made.at = Instant{1'790'000'000'000 + static_cast<std::int64_t>(seq)};
  made.actor = wire::actor_text(Actor{ActorKind::provider, {}});
  made.event = tag.empty() ? wire::event_text(Event(SessionExpired{SessionId{7, seq}})) : tag;
  made.cause = CommandId{seq, 9};
  return made;
}

inline void append_lines(TenantStore& store, int count) {
  for (int i = 0; i < count; ++i) store.append(line(store.head() + 1), {}, {});
}

inline bool same(const StoredLine& a, const StoredLine& b) {
  return a.seq == b.seq && a.at == b.at && a.actor == b.actor && a.event == b.event && a.cause == b.cause;
}

}  // namespace tributary::store
