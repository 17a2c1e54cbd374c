#pragma once
// A backup as it was made before they were sealed: operators still have some.
#include <boost/json.hpp>
#include <filesystem>
#include <string>

#include "relay/store/backup.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {

inline void make_plain_backup(LivingRelay& relay, const std::string& to) {
  namespace fs = std::filesystem;
  namespace json = boost::json;
  relay.house->round().finish_now();
  fs::create_directories(to + "/tenants/default");
  for (const char* file : {"/system.db", "/tenants/default/log.db"}) store::back_up_file(relay.folder.string() + file, to + file, [] { return true; });
  const fs::path files = relay.folder / "tenants/default/files";
  if (fs::exists(files)) fs::copy(files, to + "/tenants/default/files", fs::copy_options::recursive);
  json::array listed;
  for (const auto& entry : fs::recursive_directory_iterator(to))
    if (entry.is_regular_file())
      listed.push_back({{"path", fs::relative(entry.path(), to).generic_string()}, {"bytes", entry.file_size()}, {"sha256", store::sha256_of_file(entry.path().string())}});
  store::write_durably(to + "/manifest.json", json::serialize(json::object{{"format", 1}, {"made", "2026-11-21T14:02:33.250Z"}, {"tenants", json::array{}}, {"files", std::move(listed)}}));
}

}  // namespace tributary::test
