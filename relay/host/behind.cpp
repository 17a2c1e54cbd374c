#include "relay/host/behind.h"

#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>

namespace tributary::host {
namespace {

// Beside the loop's 1,024 parts of a processor: `nice` 15 has 36, 10 has 110.
constexpr int at_leisure = 15, soon = 10;

// Begun as nice as the loop is, whatever that be.
void begin(boost::asio::thread_pool& thread, const char* name) {
  boost::asio::post(thread, [name] { pthread_setname_np(pthread_self(), name); });
}

void begin(boost::asio::thread_pool& thread, const char* name, int nice) {
  begin(thread, name);
  boost::asio::post(thread, [nice] { setpriority(PRIO_PROCESS, 0, std::max(nice, getpriority(PRIO_PROCESS, 0))); });  // Linux reads this as "this thread"
}

}  // namespace

Behind::Behind() {
  begin(index, "index", at_leisure);
  begin(checkpoints, "checkpoint", soon);
  begin(rest, "behind", at_leisure);
  begin(files, "files");  // somebody waits for it
}

}  // namespace tributary::host
