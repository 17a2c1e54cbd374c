#pragma once
// A trace of what a relay did to its data folder, and the folders that a power cut at any point of it may leave.
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/faultline.h"

namespace tributary::faults {

struct Step { Op op; std::string name; std::uint64_t offset = 0; std::string bytes; };
// killed: who wrote it was stopped at any moment, in the middle of its last record too. Of nobody else that is read.
std::vector<Step> read_trace(const std::string& file, bool killed = false);

enum class Cut { dropped, kept, prefix, torn, entries_lost, count };
const char* word(Cut);

// The disk as the trace goes on. Bytes are safe once their file was synced, names once their folder was; what waited for
// a sync that failed never is.
class Disk {
 public:
  Disk() = default;
  // As after a cut: what was found is all there is, and all of it is safe.
  explicit Disk(const std::map<std::string, std::string>& found);
  void take(const Step&);
  // What may be found after a cut now: path -> bytes.
  std::map<std::string, std::string> after(Cut, std::mt19937&) const;

 private:
  struct Piece { bool truncates; std::uint64_t offset; std::string bytes; };
  struct File { std::string safe; std::vector<Piece> unsafe; };
  using Entries = std::map<std::string, std::shared_ptr<File>>;  // a folder is an entry without a file
  struct Naming { Op op; std::string name, old; std::shared_ptr<File> file; };
  static void apply(std::string& bytes, const Piece&);
  static void apply(Entries&, const Naming&);
  void name(Naming);
  static std::string found(const File&, Cut, std::mt19937&);
  Entries now_, safe_;
  std::map<std::string, std::vector<Naming>> unsafe_;             // by folder, in their order
};

void write_folder(const std::string& folder, const std::map<std::string, std::string>& files);

}  // namespace tributary::faults
