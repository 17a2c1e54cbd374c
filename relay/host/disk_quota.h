#pragma once
// How much of the disk one tenant has, held against what it may have (P14). Beyond its quota it is as with a full disk (P9),
// of this tenant alone: no files from nine tenths on, and none that would reach beyond them, nothing new at the whole;
// reading and deleting go on. Nothing is measured where no quota is set. Loop thread only; the folder is walked on another.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "relay/host/round.h"

namespace tributary::host {

class DiskQuota {
 public:
  // `bytes_max` 0: none is set. Read anew at each look.
  DiskQuota(boost::asio::io_context&, boost::asio::thread_pool& behind, std::string folder, const std::int64_t& bytes_max);
  void start();  // and every few seconds from then on
  void stop();
  // What it finds counts once it is found; `done` then, at once where a look is under way already.
  void look(std::function<void()> done = [] {});
  void grew(std::int64_t bytes);  // a file came, which no look has seen yet

  Room room() const { return room_; }
  std::int64_t left_for_files() const;  // how large one may be, beside those that are on their way
  // So many bytes are spoken for until this is dropped, on the loop's thread: by then they have come, or never will. A look
  // leaves out what lies there of a file that is not finished, so whoever writes one has spoken for all of it.
  using Promise = std::shared_ptr<const void>;
  Promise promise(std::int64_t bytes) const;
  std::int64_t bytes_max() const { return bytes_max_; }
  std::optional<std::int64_t> used() const;  // none: nothing was measured

 private:
  void found(std::int64_t bytes, std::int64_t grown_before);
  void judge();
  void wait();

  boost::asio::io_context& io_;
  boost::asio::thread_pool& behind_;
  boost::asio::steady_timer timer_;
  std::string folder_;
  const std::int64_t& bytes_max_;
  std::int64_t used_ = -1, grown_ = 0;  // at the last look, and of files since
  std::shared_ptr<std::int64_t> promised_ = std::make_shared<std::int64_t>(0);  // shared, because a promise may go after us
  Room room_ = Room::enough;
  bool looking_ = false, stopped_ = true;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // who comes back from another thread, or a timer that had run out, asks whether we are there
};

}  // namespace tributary::host
