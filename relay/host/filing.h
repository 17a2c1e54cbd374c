#pragma once
// What an agent uploaded is made durable on a thread of its own: a flush may take as long as the disk likes, and nobody else
// waits for it (P8, P14). The one who uploaded is answered behind it, and behind the row's commit (P1). Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "relay/store/content_files.h"

namespace tributary::host {

class Filing {
 public:
  // `files` outlives what was posted to the pool.
  Filing(boost::asio::io_context&, boost::asio::thread_pool& beside, const store::ContentFiles& files);

  // For one file on its way, which stays open until it is durable: whoever opened all that may be open would hold up
  // everybody (P14). None: `most` are on their way already. Dropped on the loop.
  using Place = std::shared_ptr<const void>;
  Place place(std::size_t most) const;

  struct Filed {
    enum class How : std::uint8_t { kept, no_room, again } how = How::kept;  // again: too much is open, or its old namesake was removed just then
    std::string sha256, type;
  };
  // `done` is called on the loop, where the row must be written at once (file_collector.h). Never, once we are gone. A disk
  // that failed is thrown there: the writer stops for good (P1c).
  void finish(std::shared_ptr<store::IncomingFile>, std::string name, std::function<void(Filed)> done);

 private:
  struct Outcome { Filed filed; std::exception_ptr failed = nullptr; };
  static Outcome make_durable(const store::ContentFiles&, store::IncomingFile&, const std::string& name);
  void is_durable(Outcome, const std::function<void(Filed)>& done) const;

  boost::asio::io_context& io_;
  boost::asio::thread_pool& beside_;
  const store::ContentFiles& files_;
  std::shared_ptr<std::size_t> under_way_ = std::make_shared<std::size_t>(0);  // shared, because a place may go after us
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // who comes back from the other thread asks whether we are there
};

}  // namespace tributary::host
