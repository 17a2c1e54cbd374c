#pragma once
// The sandbox's only thread: sockets, timers and both clocks. Everything else is plain values.
#include <cstdint>
#include <functional>
#include <memory>

namespace boost::asio { class io_context; }

namespace tributary::sandbox {

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  boost::asio::io_context& context();
  void run(std::function<void()> on_signal);  // returns after stop(); SIGTERM and SIGINT call on_signal
  void stop();
  void after(std::int64_t ms, std::function<void()>);

  static std::int64_t now_ms();        // the wall clock: what stands on the wire
  static std::int64_t monotonic_ms();  // for latencies

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::sandbox
