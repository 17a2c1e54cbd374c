// Loaded beside the other library: the n-th allocation of the relay gives nothing. Apart, because a build with
// sanitizers has an allocator of its own.
#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "tests/faults/faultline.h"

using namespace tributary::faults;

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
}

namespace {

Control* control = nullptr;

__attribute__((constructor)) void begin() {
  const char* path = std::getenv(control_variable);
  const int file = path ? ::open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void* page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (page != MAP_FAILED) control = static_cast<Control*>(page);
}

bool fails() {
  if (!control || !control->armed) return false;
  __atomic_add_fetch(&control->seen[static_cast<int>(Call::memory)], 1, __ATOMIC_SEQ_CST);
  if (control->call != static_cast<std::int32_t>(Call::memory)) return false;
  if (__atomic_fetch_sub(&control->countdown, 1, __ATOMIC_SEQ_CST) != 1) return false;
  __atomic_add_fetch(&control->done, 1, __ATOMIC_SEQ_CST);
  errno = ENOMEM;
  return true;
}

}  // namespace

extern "C" {
__attribute__((visibility("default"))) void* malloc(std::size_t bytes) { return fails() ? nullptr : __libc_malloc(bytes); }
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t bytes) { return fails() ? nullptr : __libc_calloc(count, bytes); }
__attribute__((visibility("default"))) void* realloc(void* old, std::size_t bytes) { return fails() ? nullptr : __libc_realloc(old, bytes); }
}
