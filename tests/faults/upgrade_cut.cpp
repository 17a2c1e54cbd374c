// A power cut while the relay brings an older folder forward (P11): what is left has the old shape or the new one, with all
// that was in it, and the next start ends in the new one.
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/faults/crash.h"
#include "tests/faults/ledger.h"
#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class Database {
 public:
  explicit Database(const std::string& file) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error(file + " cannot be opened");
  }
  ~Database() { sqlite3_close_v2(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  void run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }
  std::string one(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    std::string found = "nothing";
    if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
      if (const auto* text = sqlite3_column_text(statement, 0)) found = reinterpret_cast<const char*>(text);
    sqlite3_finalize(statement);
    return found;
  }

 private:
  sqlite3* handle_ = nullptr;
};

// The folder as the first program that was shipped left it.
std::map<std::string, std::string> oldest(const Programs& programs, const std::string& data) {
  fs::create_directories(data + "/tenants/default");
  for (const char* folder : {"", "/tenants", "/tenants/default"}) ::chmod((data + folder).c_str(), 0700);
  Database(data + "/system.db").run("PRAGMA journal_mode=WAL;" + bytes_of(programs.schemas + "/system-1.sql"));
  Database(data + "/tenants/default/log.db").run("PRAGMA journal_mode=WAL;" + bytes_of(programs.schemas + "/tenant-1.sql"));
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(data)) {
    const std::string name = "/" + fs::relative(entry.path(), data).generic_string();
    found[entry.is_directory() ? name + "/" : name] = entry.is_directory() ? std::string() : bytes_of(entry.path());
  }
  return found;
}

// Empty: all that was kept is there, in one of the two shapes.
std::string wrong_in_shape(const std::string& file, bool upgraded) {
  Database log(file);
  if (const std::string said = log.one("PRAGMA integrity_check"); said != "ok") return "the log is damaged: " + said;
  const std::string version = log.one("PRAGMA user_version"), uploads = log.one("SELECT count(*) FROM sqlite_schema WHERE name = 'uploads'");
  if (upgraded && uploads != "1") return "the new start did not bring it forward";
  if ((version == "1") != (uploads == "0")) return "shape " + version + " has " + uploads + " tables of the new one";
  if (log.one("SELECT CAST(value AS TEXT) FROM small_values WHERE name = 'kept'") != "old") return "what was kept is gone";
  if (log.one("SELECT count(*) FROM quarantine") != "1") return "what waited in quarantine is gone";
  return {};
}

std::string wrong_after_start(const Programs& programs, const std::string& data, const Provider& provider) {
  RelayProcess relay(programs, {data, {}, provider.port(), nullptr, false});
  if (!relay.is_serving()) return "the relay does not start: " + relay.said();
  if (const std::string said = relay.command({"check"}); !said.starts_with("All is well")) return "check says: " + said;
  relay.signal(SIGTERM);
  relay.wait();
  return wrong_in_shape(data + "/tenants/default/log.db", true);
}

}  // namespace

void upgrade_cuts(const Programs& programs, std::uint32_t seed, int count, Report& report) {
  const Folder folder;
  const Provider provider;
  const std::string data = folder.at("old"), state = folder.at("state");
  const auto found = oldest(programs, data);
  {
    Shared control(folder.at("control"));
    control.count_only();
    RelayProcess relay(programs, {data, folder.at("trace"), provider.port(), &control, false});
    if (!relay.is_serving()) throw std::runtime_error("The relay does not bring an older folder forward: " + relay.said());
    relay.signal(SIGKILL);
    relay.wait();
  }
  const std::vector<Step> steps = read_trace(folder.at("trace"), true);
  std::mt19937 chance(seed);
  std::vector<std::size_t> cuts;
  for (int at = 0; at < count; ++at) cuts.push_back(1 + chance() % steps.size());
  std::sort(cuts.begin(), cuts.end());
  Disk disk(found);
  std::size_t taken = 0;
  for (const std::size_t until : cuts) {
    if (report.has_enough()) break;
    for (; taken < until; ++taken) disk.take(steps[taken]);
    const auto cut = static_cast<Cut>(chance() % static_cast<unsigned>(Cut::count));
    const auto left = disk.after(cut, chance);
    write_folder(state, left);
    std::string wrong = wrong_in_shape(state + "/tenants/default/log.db", false);
    write_folder(state, left);  // looking has already mended it
    if (wrong.empty()) wrong = wrong_after_start(programs, state, provider);
    report.take("upgrade, cut after step " + std::to_string(taken) + " of " + std::to_string(steps.size()) + ", " + word(cut), wrong);
  }
  std::printf("upgrade: cut at %d of %zu steps and started anew\n", count, steps.size());
}

Counted upgrades(const Programs& programs, Scale scale) {
  Report report("faults upgrade --count " + std::to_string(scale.count) + " --seed " + std::to_string(scale.seed), scale);
  upgrade_cuts(programs, scale.seed, scale.count, report);
  return report.counted();
}

}  // namespace tributary::faults
