#include "tests/faults/crash.h"

#include <sys/stat.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tributary::faults {

namespace {

constexpr std::size_t sector = 512;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool coin(std::mt19937& chance, int percent) { return static_cast<int>(chance() % 100) < percent; }

}  // namespace

const char* word(Cut cut) {
  switch (cut) {
    case Cut::dropped: return "unsynced bytes dropped";
    case Cut::kept: return "unsynced bytes kept";
    case Cut::prefix: return "unsynced bytes cut";
    case Cut::torn: return "unsynced bytes torn by sectors";
    default: return "unsynced names lost";
  }
}

std::vector<Step> read_trace(const std::string& file, bool killed) {
  std::ifstream in(file, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  std::vector<Step> steps;
  for (std::size_t at = 0; at < all.size();) {
    Head head;
    const bool begun = all.size() - at >= sizeof head;
    if (begun) std::memcpy(&head, all.data() + at, sizeof head);
    if (!begun || all.size() - at - sizeof head < std::size_t{head.name} + head.bytes) {
      if (killed) break;
      throw std::runtime_error("The trace ends in the middle of a record.");
    }
    at += sizeof head;
    steps.push_back({static_cast<Op>(head.op), all.substr(at, head.name), head.offset, all.substr(at + head.name, head.bytes)});
    at += std::size_t{head.name} + head.bytes;
  }
  return steps;
}

Disk::Disk(const std::map<std::string, std::string>& found) {
  for (const auto& [path, bytes] : found) {
    const bool folder = path.ends_with('/');
    safe_[folder ? path.substr(0, path.size() - 1) : path] = folder ? nullptr : std::make_shared<File>(File{bytes, {}});
  }
  now_ = safe_;
}

void Disk::apply(std::string& bytes, const Piece& piece) {
  if (piece.truncates) return bytes.resize(piece.offset, '\0');
  if (bytes.size() < piece.offset + piece.bytes.size()) bytes.resize(piece.offset + piece.bytes.size(), '\0');
  bytes.replace(piece.offset, piece.bytes.size(), piece.bytes);
}

void Disk::apply(Entries& entries, const Naming& naming) {
  if (naming.op == Op::rename) entries.erase(naming.old);
  if (naming.op == Op::remove) entries.erase(naming.name);
  else entries[naming.name] = naming.file;
}

void Disk::name(Naming naming) {
  apply(now_, naming);
  unsafe_[folder_of(naming.name)].push_back(std::move(naming));
}

void Disk::take(const Step& step) {
  const auto at = now_.find(step.name);
  const bool known = at != now_.end() && at->second;
  switch (step.op) {
    case Op::create: return name({step.op, step.name, {}, std::make_shared<File>()});
    case Op::folder:
      if (step.name.empty()) return;  // the data folder itself is somebody else's
      return name({step.op, step.name, {}, nullptr});
    case Op::link:
    case Op::rename: {
      const auto old = now_.find(step.bytes);
      return name({step.op, step.name, step.bytes, old == now_.end() ? nullptr : old->second});
    }
    case Op::remove: return name({step.op, step.name, {}, nullptr});
    case Op::write:
      if (known) at->second->unsafe.push_back({false, step.offset, step.bytes});
      return;
    case Op::truncate:
      if (known) at->second->unsafe.push_back({true, step.offset, {}});
      return;
    case Op::sync:
      if (known) {
        for (const Piece& piece : at->second->unsafe) apply(at->second->safe, piece);
        at->second->unsafe.clear();
      } else {
        for (const Naming& naming : unsafe_[step.name]) apply(safe_, naming);
        unsafe_[step.name].clear();
      }
      return;
    case Op::failed:
      // What a flush that failed did not bring to the disk, no later one does: the system takes it for written (P1c).
      if (step.offset != static_cast<std::uint64_t>(Call::sync)) return;
      if (known) at->second->unsafe.clear();
      else unsafe_[step.name].clear();
      return;
    default: return;
  }
}

std::string Disk::found(const File& file, Cut cut, std::mt19937& chance) {
  std::string bytes = file.safe;
  for (const Piece& piece : file.unsafe) {
    if (cut == Cut::dropped || cut == Cut::entries_lost) break;
    if (cut == Cut::prefix && coin(chance, 30)) break;
    if (cut != Cut::torn) {
      apply(bytes, piece);
      continue;
    }
    if (piece.truncates && coin(chance, 50)) apply(bytes, piece);
    for (std::size_t from = 0; from < piece.bytes.size();) {  // sectors of the file, not of the write
      const std::size_t part = std::min(piece.bytes.size() - from, sector - (piece.offset + from) % sector);
      if (coin(chance, 50)) apply(bytes, {false, piece.offset + from, piece.bytes.substr(from, part)});
      from += part;
    }
  }
  return bytes;
}

std::map<std::string, std::string> Disk::after(Cut cut, std::mt19937& chance) const {
  Entries entries = safe_;
  for (const auto& [folder, namings] : unsafe_)
    for (const Naming& naming : namings) {
      if (cut == Cut::entries_lost && coin(chance, 60)) break;
      apply(entries, naming);
    }
  std::map<std::string, std::string> out;
  for (const auto& [path, file] : entries) {
    bool reachable = true;  // what lies in a folder that was lost is lost with it
    for (std::string folder = folder_of(path); reachable && !folder.empty(); folder = folder_of(folder)) reachable = entries.contains(folder);
    if (reachable) out[file ? path : path + "/"] = file ? found(*file, cut, chance) : std::string();
  }
  return out;
}

void write_folder(const std::string& folder, const std::map<std::string, std::string>& files) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  ::chmod(folder.c_str(), 0700);
  for (const auto& [path, bytes] : files) {
    const std::string whole = folder + path;
    if (path.ends_with('/')) {
      std::filesystem::create_directories(whole);
      continue;
    }
    std::ofstream(whole, std::ios::binary) << bytes;
    ::chmod(whole.c_str(), path.starts_with("/master.") ? 0400 : 0600);
  }
}

}  // namespace tributary::faults
