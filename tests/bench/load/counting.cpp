// libcounting.so, loaded before a program (LD_PRELOAD): counts what it asks the allocator and the disk for, in a file that
// whoever measures reads at any time. TRIBUTARY_COUNTS names the file: four 64-bit numbers, allocations, bytes asked for,
// syncs and writes to files by position (what SQLite writes). Counting costs little, but times are measured without it.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

struct Counts { std::atomic<std::uint64_t> allocations{0}, bytes{0}, syncs{0}, writes{0}; };
Counts before_the_file;
std::atomic<Counts*> counts{&before_the_file};

__attribute__((constructor)) void begin() {
  const char* name = std::getenv("TRIBUTARY_COUNTS");
  const int file = name ? open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file < 0 || ftruncate(file, sizeof(Counts)) != 0) return;
  void* page = mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (page != MAP_FAILED) counts = new (page) Counts;
}

void allocated(std::size_t bytes) {
  Counts& now = *counts.load(std::memory_order_relaxed);
  now.allocations.fetch_add(1, std::memory_order_relaxed);
  now.bytes.fetch_add(bytes, std::memory_order_relaxed);
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

// glibc's own names: looking the usual ones up would allocate.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);

__attribute__((visibility("default"))) void* malloc(std::size_t bytes) {
  allocated(bytes);
  return __libc_malloc(bytes);
}
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t bytes) {
  allocated(count * bytes);
  return __libc_calloc(count, bytes);
}
__attribute__((visibility("default"))) void* realloc(void* old, std::size_t bytes) {
  allocated(bytes);
  return __libc_realloc(old, bytes);
}
__attribute__((visibility("default"))) int fdatasync(int file) {
  static auto* const real = next<int(int)>("fdatasync");
  counts.load()->syncs.fetch_add(1, std::memory_order_relaxed);
  return real(file);
}
__attribute__((visibility("default"))) int fsync(int file) {
  static auto* const real = next<int(int)>("fsync");
  counts.load()->syncs.fetch_add(1, std::memory_order_relaxed);
  return real(file);
}
__attribute__((visibility("default"))) ssize_t pwrite64(int file, const void* from, std::size_t bytes, off64_t at) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  counts.load()->writes.fetch_add(1, std::memory_order_relaxed);
  return real(file, from, bytes, at);
}
}
