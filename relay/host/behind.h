#pragma once
// The threads beside the loop. Each has a name, as `top -H` and the benches show it, and where there is one processor messages
// come before all of them but the one for uploads, for which somebody waits (Linux gives a priority to each thread).
#include <boost/asio/thread_pool.hpp>

namespace tributary::host {

class Behind {
 public:
  Behind();
  void join() { checkpoints.join(), index.join(), rest.join(), files.join(); }

  boost::asio::thread_pool index{1};        // "index": the full-text search, filled and asked
  boost::asio::thread_pool checkpoints{1};  // "checkpoint": waits for nothing of the others, since the log grows meanwhile
  boost::asio::thread_pool rest{1};         // "behind": saved states, fetched files, what folders hold
  boost::asio::thread_pool files{1};        // "files": the flush of an upload, which somebody waits for
};

}  // namespace tributary::host
