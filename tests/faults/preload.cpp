// Loaded into the relay by LD_PRELOAD: writes down what it does to its data folder and what it answers, and makes
// one chosen call fail or be the last. It knows nothing of the relay but the folder's name.
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "tests/faults/faultline.h"

using namespace tributary::faults;

namespace {

constexpr int files_max = 65536;
char* names[files_max];
bool outward[files_max];         // a socket on which this process asks, not answers
char folder[1024];
std::size_t folder_bytes = 0;
int trace = -1;
Control* control = nullptr;
Control nothing{};

template <class Function>
Function real(const char* name) { return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name)); }
#define REAL(name) (*[] { static auto* const found = real<decltype(&::name)>(#name); return found; }())

__attribute__((constructor)) void begin() {
  if (control) return;
  control = &nothing;
  const char* data = std::getenv(folder_variable);
  std::snprintf(folder, sizeof folder, "%s", data ? data : "/nonexistent");
  folder_bytes = std::strlen(folder);
  if (const char* path = std::getenv(trace_variable)) trace = REAL(open)(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  if (const char* path = std::getenv(control_variable)) {
    const int file = REAL(open)(path, O_RDWR | O_CLOEXEC);
    void* page = file < 0 ? MAP_FAILED : mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page != MAP_FAILED) control = static_cast<Control*>(page);
    if (file >= 0) ::close(file);
  }
}

void record(Op op, const char* name, std::uint64_t offset, const void* bytes, std::size_t count) {
  if (trace < 0) return;
  Head head{static_cast<char>(op), static_cast<std::uint16_t>(std::strlen(name)), offset, static_cast<std::uint32_t>(count)};
  iovec parts[3] = {{&head, sizeof head}, {const_cast<char*>(name), head.name}, {const_cast<void*>(bytes), count}};
  if (REAL(writev)(trace, parts, 3) < 0) std::abort();  // a trace with a hole proves nothing
}

// The path below the data folder; nothing for what does not count: SQLite's shared memory is no durable thing.
const char* inside(const char* path) {
  begin();
  if (std::strncmp(path, folder, folder_bytes) != 0 || (path[folder_bytes] != '/' && path[folder_bytes] != '\0')) return nullptr;
  const std::size_t length = std::strlen(path);
  if (length > 4 && std::strcmp(path + length - 4, "-shm") == 0) return nullptr;
  return path + folder_bytes;
}

const char* name_of(int file) { return file >= 0 && file < files_max ? names[file] : nullptr; }

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// "log.db-wal" is anywhere in the path, "log.db$" at its end.
bool is_meant(const char* name) {
  const std::size_t length = std::strlen(control->file), whole = std::strlen(name);
  if (length == 0 || control->file[length - 1] != '$') return std::strstr(name, control->file) != nullptr;
  return whole >= length - 1 && std::strncmp(name + whole - (length - 1), control->file, length - 1) == 0;
}

// What is to become of this call. Counts it when it is of the kind that is looked for.
Deed deed(Call call, const char* name) {
  begin();
  if (!control->armed) return Deed::none;
  if (!is_meant(name)) return Deed::none;
  __atomic_add_fetch(&control->seen[static_cast<int>(call)], 1, __ATOMIC_SEQ_CST);
  if (control->call != static_cast<std::int32_t>(call)) return Deed::none;
  const std::int64_t left = __atomic_fetch_sub(&control->countdown, 1, __ATOMIC_SEQ_CST);
  if (left != 1 && !(left < 1 && control->done > 0 && control->for_good)) return Deed::none;
  const auto what = static_cast<Deed>(control->deed);
  if (what == Deed::none) return what;
  __atomic_add_fetch(&control->done, 1, __ATOMIC_SEQ_CST);
  record(Op::failed, name, static_cast<std::uint64_t>(call), nullptr, 0);
  if (what == Deed::die_before) die();
  if (what == Deed::fail) errno = control->error;
  return what;
}

template <class Result, class Do>
Result around(Call call, const char* name, Result failure, Do perform) {
  if (!name) return perform();
  const Deed what = deed(call, name);
  if (what == Deed::fail) return failure;
  const Result result = perform();
  if (what == Deed::die_after) die();
  return result;
}

int open_as(const char* path, int flags, mode_t mode) {
  const char* name = inside(path);
  const bool makes = name && (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
  const int file = around(Call::open, name, -1, [&] { return REAL(open)(path, flags, mode); });
  if (file < 0 || file >= files_max) return file;
  std::free(std::exchange(names[file], name ? strdup(name) : nullptr));
  outward[file] = false;
  if (makes) record(Op::create, name, 0, nullptr, 0);
  if (name && (flags & O_TRUNC) != 0) record(Op::truncate, name, 0, nullptr, 0);
  return file;
}

ssize_t write_at(int file, const void* bytes, std::size_t count, off_t offset, bool placed) {
  const char* name = name_of(file);
  auto perform = [&](std::size_t part) { return placed ? REAL(pwrite64)(file, bytes, part, offset) : REAL(write)(file, bytes, part); };
  if (!name) return perform(count);
  const Deed what = deed(Call::write, name);
  if (what == Deed::fail) return -1;
  const bool half = (what == Deed::cut_short || what == Deed::die_halfway) && count > 1;
  const ssize_t written = perform(half ? count / 2 : count);
  if (written > 0) record(Op::write, name, static_cast<std::uint64_t>(placed ? offset : lseek(file, 0, SEEK_CUR) - written), bytes, static_cast<std::size_t>(written));
  if (what == Deed::die_after || what == Deed::die_halfway) die();
  return written;
}

template <class Get>
ssize_t read_as(int file, Get get) { return around(Call::read, name_of(file), ssize_t{-1}, get); }

int truncate_to(int file, off_t length) {
  const char* name = name_of(file);
  const int result = around(Call::truncate, name, -1, [&] {
    const int done = REAL(ftruncate64)(file, length);
    if (done == 0 && name) record(Op::truncate, name, static_cast<std::uint64_t>(length), nullptr, 0);
    return done;
  });
  return result;
}

// As on a disk: in memory a sync takes no time, and two threads would never meet in one.
void last_a_while(const char* name) {
  if (control->armed && control->flush_ms > 0 && is_meant(name)) ::poll(nullptr, 0, control->flush_ms);
}

template <class Sync>
int sync_it(int file, Sync sync) {
  const char* name = name_of(file);
  if (name) record(Op::trying, name, 0, nullptr, 0);
  return around(Call::sync, name, -1, [&] {
    if (name) last_a_while(name);
    const int done = sync(file);
    if (done == 0 && name) record(Op::sync, name, 0, nullptr, 0);
    return done;
  });
}

template <class Take>
int take_away(const char* path, Take take) {
  const char* name = inside(path);
  return around(Call::remove, name, -1, [&] {
    const int done = take(path);
    if (done == 0 && name) record(Op::remove, name, 0, nullptr, 0);
    return done;
  });
}

// ---- sockets: which answers leave, and what goes out to a provider

void port_of(int socket, char* to, std::size_t bytes) {
  sockaddr_in peer{};
  socklen_t length = sizeof peer;
  const bool known = getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &length) == 0 && peer.sin_family == AF_INET;
  std::snprintf(to, bytes, "%d", known ? ntohs(peer.sin_port) : 0);
}

bool begins(const iovec* parts, std::size_t count, const char* word) {
  const std::size_t length = std::strlen(word);
  return count > 0 && parts[0].iov_len >= length && std::memcmp(parts[0].iov_base, word, length) == 0;
}

Call kind_of(int socket, const iovec* parts, std::size_t count) {
  if (begins(parts, count, "HTTP/1.")) return Call::answer;
  if (begins(parts, count, "POST /2010-")) outward[socket] = true;
  else if (begins(parts, count, "GET ")) outward[socket] = false;
  return outward[socket] ? Call::request : Call::none;
}

template <class Send>
ssize_t send_as(int socket, const iovec* parts, std::size_t count, Send send) {
  if (socket < 0 || socket >= files_max || names[socket]) return send();
  const Call kind = kind_of(socket, parts, count);
  if (kind == Call::none) return send();
  char port[16], text[4096];
  std::size_t length = 0;
  port_of(socket, port, sizeof port);
  for (std::size_t at = 0; at < count && length < sizeof text; ++at) {
    const std::size_t part = std::min(parts[at].iov_len, sizeof text - length);
    std::memcpy(text + length, parts[at].iov_base, part);
    length += part;
  }
  const Deed what = deed(kind, port);
  if (what == Deed::fail) return -1;
  record(kind == Call::answer ? Op::answer : Op::request, port, 0, text, kind == Call::answer ? std::min<std::size_t>(length, 16) : length);
  const ssize_t sent = send();
  if (what == Deed::die_after) die();
  return sent;
}

ssize_t heard(int socket, ssize_t count) {
  if (count > 0 && socket >= 0 && socket < files_max && outward[socket] && !names[socket] && deed(Call::heard, "") == Deed::die_after) die();
  return count;
}

}  // namespace

#define OUR_NAME __attribute__((visibility("default")))
extern "C" {

OUR_NAME int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_as(path, flags, mode);
}
OUR_NAME int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_as(path, flags, mode);
}
OUR_NAME int __open_2(const char* path, int flags) { return open_as(path, flags, 0); }
OUR_NAME int __open64_2(const char* path, int flags) { return open_as(path, flags, 0); }
OUR_NAME int close(int file) {
  if (file >= 0 && file < files_max) {
    std::free(std::exchange(names[file], nullptr));
    outward[file] = false;
  }
  return REAL(close)(file);
}
OUR_NAME ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t offset) { return write_at(file, bytes, count, offset, true); }
OUR_NAME ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t offset) { return write_at(file, bytes, count, offset, true); }
OUR_NAME ssize_t write(int file, const void* bytes, std::size_t count) {
  if (name_of(file)) return write_at(file, bytes, count, 0, false);
  const iovec part{const_cast<void*>(bytes), count};
  return send_as(file, &part, 1, [&] { return REAL(write)(file, bytes, count); });
}
OUR_NAME ssize_t read(int file, void* bytes, std::size_t count) {
  return read_as(file, [&] { return REAL(read)(file, bytes, count); });
}
OUR_NAME ssize_t pread64(int file, void* bytes, std::size_t count, off64_t offset) {
  return read_as(file, [&] { return REAL(pread64)(file, bytes, count, offset); });
}
OUR_NAME ssize_t pread(int file, void* bytes, std::size_t count, off_t offset) { return pread64(file, bytes, count, offset); }
OUR_NAME ssize_t __read_chk(int file, void* bytes, std::size_t count, std::size_t) { return read(file, bytes, count); }
OUR_NAME ssize_t __pread64_chk(int file, void* bytes, std::size_t count, off64_t offset, std::size_t) { return pread64(file, bytes, count, offset); }
OUR_NAME ssize_t __pread_chk(int file, void* bytes, std::size_t count, off_t offset, std::size_t) { return pread64(file, bytes, count, offset); }
OUR_NAME ssize_t writev(int file, const iovec* parts, int count) {
  return send_as(file, parts, static_cast<std::size_t>(count), [&] { return REAL(writev)(file, parts, count); });
}
OUR_NAME ssize_t send(int socket, const void* bytes, std::size_t count, int flags) {
  const iovec part{const_cast<void*>(bytes), count};
  return send_as(socket, &part, 1, [&] { return REAL(send)(socket, bytes, count, flags); });
}
OUR_NAME ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  return send_as(socket, message->msg_iov, message->msg_iovlen, [&] { return REAL(sendmsg)(socket, message, flags); });
}
OUR_NAME ssize_t recv(int socket, void* bytes, std::size_t count, int flags) { return heard(socket, REAL(recv)(socket, bytes, count, flags)); }
OUR_NAME ssize_t recvmsg(int socket, msghdr* message, int flags) { return heard(socket, REAL(recvmsg)(socket, message, flags)); }
OUR_NAME int ftruncate64(int file, off64_t length) { return truncate_to(file, length); }
OUR_NAME int ftruncate(int file, off_t length) { return truncate_to(file, length); }
OUR_NAME int fsync(int file) { return sync_it(file, REAL(fsync)); }
OUR_NAME int fdatasync(int file) { return sync_it(file, REAL(fdatasync)); }
OUR_NAME int posix_fallocate(int file, off_t from, off_t length) {
  return around(Call::reserve, name_of(file), ENOSPC, [&] { return REAL(posix_fallocate)(file, from, length); });
}
OUR_NAME int posix_fallocate64(int file, off64_t from, off64_t length) { return posix_fallocate(file, from, length); }
OUR_NAME int unlink(const char* path) { return take_away(path, REAL(unlink)); }
OUR_NAME int rmdir(const char* path) noexcept { return take_away(path, REAL(rmdir)); }
OUR_NAME int remove(const char* path) noexcept { return inside(path) ? unlink(path) : REAL(remove)(path); }
OUR_NAME int rename(const char* from, const char* to) noexcept {
  const char* name = inside(to);
  return around(Call::rename, name, -1, [&] {
    const int done = REAL(rename)(from, to);
    if (const char* old = inside(from); done == 0 && name && old) record(Op::rename, name, 0, old, std::strlen(old));
    return done;
  });
}
OUR_NAME int link(const char* from, const char* to) noexcept {
  const char* name = inside(to);
  return around(Call::rename, name, -1, [&] {
    const int done = REAL(link)(from, to);
    if (const char* old = inside(from); done == 0 && name && old) record(Op::link, name, 0, old, std::strlen(old));
    return done;
  });
}
OUR_NAME int mkdir(const char* path, mode_t mode) noexcept {
  const char* name = inside(path);
  return around(Call::make_folder, name, -1, [&] {
    const int done = REAL(mkdir)(path, mode);
    if (done == 0 && name) record(Op::folder, name, 0, nullptr, 0);
    return done;
  });
}

}
