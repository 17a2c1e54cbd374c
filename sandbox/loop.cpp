#include "sandbox/loop.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>

namespace tributary::sandbox {

namespace net = boost::asio;

struct Loop::Inside {
  net::io_context context{1};
  net::signal_set signals{context};
};

Loop::Loop() : inside_(std::make_unique<Inside>()) {}
Loop::~Loop() = default;

net::io_context& Loop::context() { return inside_->context; }

void Loop::run(std::function<void()> on_signal) {
  inside_->signals.add(SIGTERM);
  inside_->signals.add(SIGINT);
  inside_->signals.async_wait([on_signal = std::move(on_signal)](const boost::system::error_code& error, int) {
    if (!error) on_signal();
  });
  inside_->context.run();
}

void Loop::stop() { inside_->context.stop(); }

void Loop::after(std::int64_t ms, std::function<void()> then) {
  auto timer = std::make_shared<net::steady_timer>(inside_->context, std::chrono::milliseconds(ms));
  timer->async_wait([timer, then = std::move(then)](const boost::system::error_code& error) {
    if (!error) then();
  });
}

std::int64_t Loop::now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t Loop::monotonic_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace tributary::sandbox
