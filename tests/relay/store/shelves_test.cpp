// Two threads store files at once, and a flush that fails takes along what waits in the same folder.
#include "relay/store/shelves.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "relay/store/content_files.h"
#include "relay/store/keys.h"
#include "tests/relay/store/folder.h"

namespace {
// Told of each file that was flushed, on the thread that asked for it, which goes on afterwards. Set while one thread runs.
std::function<void(int file)> flushed;
}  // namespace

// Comes before the system's in this program.
extern "C" int fsync(int file) {
  const auto done = static_cast<int>(::syscall(SYS_fsync, file));
  if (flushed) flushed(file);
  return done;
}

namespace tributary::store {
namespace {

bool is_folder(int file) {
  struct stat what {};
  return ::fstat(file, &what) == 0 && S_ISDIR(what.st_mode);
}

ino_t number_of(const std::string& path) {
  struct stat what {};
  EXPECT_EQ(::stat(path.c_str(), &what), 0) << path;
  return what.st_ino;
}

// Linux says "1234 (its name) S …" of a thread that waits for another.
bool waits(long thread) {
  const std::string said = bytes_of("/proc/self/task/" + std::to_string(thread) + "/stat");
  const std::size_t at = said.rfind(") ");
  return at != std::string::npos && said.compare(at + 2, 1, "S") == 0;
}

// While `first` waits for the nth folder it flushes, `second` is stored on another thread, as far as it gets: to the end of
// its bytes, and on until it waits. Did it flush a folder meanwhile?
bool flushes_a_folder_meanwhile(ContentFiles& files, const std::string& first, const std::string& second, int nth) {
  std::atomic<bool> first_waits = false, bytes_there = false, met = false, done = false;
  std::atomic<long> other_number = 0;
  std::thread other;
  const std::thread::id self = std::this_thread::get_id();
  int folders = 0;
  flushed = [&](int file) {
    if (std::this_thread::get_id() != self) {
      if (!is_folder(file)) bytes_there = true;
      else if (first_waits) met = true;
      return;
    }
    if (!is_folder(file) || ++folders != nth) return;
    first_waits = true;
    other = std::thread([&] {
      other_number = ::syscall(SYS_gettid);
      files.put(second);
      done = true;
    });
    while (!met && !done && !(bytes_there && waits(other_number))) std::this_thread::yield();
    first_waits = false;
  };
  files.put(first);
  EXPECT_TRUE(other.joinable()) << "no folder was flushed so often";
  if (other.joinable()) other.join();
  flushed = nullptr;
  return met;
}

// Bytes that lie on the same shelf as these.
std::string neighbour_of(const std::string& bytes) {
  const std::string shelf = sha256_hex(bytes).substr(0, 2);
  for (int at = 0;; ++at)
    if (std::string other = "neighbour " + std::to_string(at); sha256_hex(other).starts_with(shelf)) return other;
}

TEST(Shelves, P1c_NobodyFlushesTheFolderInWhichAnothersNewShelfIsNotDurableYet) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  ASSERT_NE(sha256_hex("first").substr(0, 2), sha256_hex("second").substr(0, 2));
  EXPECT_FALSE(flushes_a_folder_meanwhile(files, "first", "second", 1));
  for (const char* bytes : {"first", "second"}) EXPECT_EQ(files.get(sha256_hex(bytes)), bytes);
}

TEST(Shelves, P1c_NobodyFlushesTheShelfOnWhichAnothersFileIsNotDurableYet) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  const std::string neighbour = neighbour_of("first");
  EXPECT_FALSE(flushes_a_folder_meanwhile(files, "first", neighbour, 2));
  EXPECT_EQ(files.get(sha256_hex(neighbour)), neighbour);
}

// Its maker was stopped before the flush, or somebody's flush failed then: a later one does not bring that name to the disk.
TEST(Shelves, P1c_AnEmptyOneIsMadeAnewAndOneThatHoldsAFileStays) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  const std::string shelf = folder.at("files/" + sha256_hex("bytes").substr(0, 2));
  std::filesystem::create_directory(shelf);
  const ino_t before = number_of(shelf);
  const int held = ::open(shelf.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // so that its number is not given to the next
  ASSERT_GE(held, 0);
  files.put("bytes");
  ::close(held);
  const ino_t after = number_of(shelf);
  EXPECT_NE(after, before);
  files.put("bytes");
  EXPECT_EQ(number_of(shelf), after);
  EXPECT_EQ(files.get(sha256_hex("bytes")), "bytes");
}

}  // namespace
}  // namespace tributary::store
