#include "relay/store/gathered_wal.h"

#include <sqlite3.h>

#include <new>
#include <string>

namespace tributary::store {
namespace {

// SQLite's own layer takes less than 128 KiB in one call (it looks at 17 bits of the number).
constexpr std::size_t gathered_bytes_max = 60 * 1024;
constexpr int frame_head_bytes = 24;  // page number, then the file's size in pages if this frame commits, and more

// What SQLite holds for its log; the layer's own file lies behind it in the same block.
struct Gathered {
  sqlite3_file file;      // first: SQLite sees nothing else
  sqlite3_file* real;
  std::string waiting;    // goes to `at`
  sqlite3_int64 at;
  bool commits;           // the last frame whose head was written does
};
constexpr std::size_t own_bytes = (sizeof(Gathered) + 15) / 16 * 16;

sqlite3_vfs* layer_below() {
  static sqlite3_vfs* const below = sqlite3_vfs_find(nullptr);
  return below;
}

Gathered& of(sqlite3_file* file) { return *reinterpret_cast<Gathered*>(file); }
const sqlite3_io_methods& real_of(sqlite3_file* file) { return *of(file).real->pMethods; }

// What could not be written is forgotten: SQLite hears so and takes the whole turn back.
int hand_over(Gathered& log) {
  if (log.waiting.empty()) return SQLITE_OK;
  const int code = log.real->pMethods->xWrite(log.real, log.waiting.data(), static_cast<int>(log.waiting.size()), log.at);
  log.waiting.clear();
  return code;
}

bool commits(const unsigned char* head) { return (head[4] | head[5] | head[6] | head[7]) != 0; }

bool gather(Gathered& log, const char* bytes, std::size_t count, sqlite3_int64 at) {
  try {
    if (log.waiting.capacity() < gathered_bytes_max) log.waiting.reserve(gathered_bytes_max + 8 * 1024);
    if (log.waiting.empty()) log.at = at;
    log.waiting.append(bytes, count);
    return true;
  } catch (const std::bad_alloc&) {  // nothing may be thrown through SQLite
    return false;
  }
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  Gathered& log = of(file);
  const bool follows = at == log.at + static_cast<sqlite3_int64>(log.waiting.size());
  if (!follows || static_cast<std::size_t>(count) > gathered_bytes_max)
    if (const int code = hand_over(log); code != SQLITE_OK) return code;
  const bool is_head = count == frame_head_bytes;
  if (is_head) log.commits = commits(static_cast<const unsigned char*>(bytes));
  if (static_cast<std::size_t>(count) > gathered_bytes_max || !gather(log, static_cast<const char*>(bytes), static_cast<std::size_t>(count), at)) {
    if (const int code = hand_over(log); code != SQLITE_OK) return code;
    return log.real->pMethods->xWrite(log.real, bytes, count, at);
  }
  if ((log.commits && !is_head) || log.waiting.size() >= gathered_bytes_max) return hand_over(log);
  return SQLITE_OK;
}

int close(sqlite3_file* file) {
  Gathered& log = of(file);
  const int left = hand_over(log), closed = log.real->pMethods->xClose(log.real);
  log.~Gathered();
  return left != SQLITE_OK ? left : closed;
}

// Whoever looks at the file sees all that was written to it.
template <class Then>
int after_handing_over(sqlite3_file* file, Then then) {
  const int code = hand_over(of(file));
  return code != SQLITE_OK ? code : then(real_of(file), of(file).real);
}

// What cannot be read is not damaged: SQLite would tell of a read that the system refuses as of a log that makes no sense.
int read(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
  const int code = after_handing_over(file, [&](const auto& real, sqlite3_file* log) { return real.xRead(log, into, count, at); });
  return code == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : code;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return after_handing_over(file, [&](const auto& real, sqlite3_file* log) { return real.xTruncate(log, size); });
}
int sync(sqlite3_file* file, int flags) {
  return after_handing_over(file, [&](const auto& real, sqlite3_file* log) { return real.xSync(log, flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return after_handing_over(file, [&](const auto& real, sqlite3_file* log) { return real.xFileSize(log, size); });
}
int lock(sqlite3_file* file, int level) { return real_of(file).xLock(of(file).real, level); }
int unlock(sqlite3_file* file, int level) { return real_of(file).xUnlock(of(file).real, level); }
int check_reserved_lock(sqlite3_file* file, int* result) { return real_of(file).xCheckReservedLock(of(file).real, result); }
int file_control(sqlite3_file* file, int op, void* argument) { return real_of(file).xFileControl(of(file).real, op, argument); }
int sector_size(sqlite3_file* file) { return real_of(file).xSectorSize(of(file).real); }
int device_characteristics(sqlite3_file* file) { return real_of(file).xDeviceCharacteristics(of(file).real); }

constexpr int first_methods = 1;  // a log has no shared memory and is not mapped
const sqlite3_io_methods methods = {first_methods, close, read, write, truncate, sync, file_size, lock, unlock, check_reserved_lock, file_control,
                                    sector_size, device_characteristics, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

// Every other file is the layer's below, as if this one were not there.
int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_then) {
  sqlite3_vfs* const below = layer_below();
  if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, file, flags, flags_then);
  auto* const real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + own_bytes);
  file->pMethods = real->pMethods = nullptr;
  if (const int code = below->xOpen(below, name, real, flags, flags_then); code != SQLITE_OK) {
    if (real->pMethods) real->pMethods->xClose(real);
    return code;
  }
  new (file) Gathered{{&methods}, real, {}, 0, false};
  return SQLITE_OK;
}

}  // namespace

const char* gathered_wal() {
  static sqlite3_vfs layer = [] {
    sqlite3_vfs made = *layer_below();
    made.zName = "tributary-gathered-wal";
    made.szOsFile += static_cast<int>(own_bytes);
    made.xOpen = open;
    made.pNext = nullptr;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&layer, 0);
  return registered == SQLITE_OK ? layer.zName : nullptr;  // nullptr: SQLite's own, which does the same slower
}

}  // namespace tributary::store
