#include "relay/app/serve.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>

#include "assets/embed.h"
#include "relay/api/door.h"
#include "relay/app/control.h"
#include "relay/app/planned_backups.h"
#include "relay/store/failure.h"

namespace tributary::app {

namespace {

constexpr int exit_storage_failed = 75;  // EX_TEMPFAIL: a supervisor must start us anew, recovery does the rest (P1c)
constexpr int exit_unforeseen = 70;      // EX_SOFTWARE: likewise
constexpr int exit_out_of_memory = 71;   // EX_OSERR
constexpr int stop_seconds_max = 8;      // P13: gone within 10 s

// What the process may open at most decides how many agents fit. Files of our own, providers and those who are told to
// come later need some of it too.
http::ServerLimits raise_file_limit() {
  constexpr rlim_t ours = 128;
  http::ServerLimits limits;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t most = limit.rlim_cur > 2 * ours ? limit.rlim_cur - ours : limit.rlim_cur / 2;
    limits.connections_max = static_cast<int>(std::min(most, static_cast<rlim_t>(limits.connections_max)));
  }
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);  // keys never land in a core file
  return limits;
}

// What waits for those who do not read has a quarter of the budget, and room for two of the largest files in any case.
http::ServerLimits with_room_for_answers(http::ServerLimits limits, const host::Load& load) {
  limits.answers_bytes_max = std::max<std::size_t>(load.memory_budget / 4, 32u << 20);
  return limits;
}

// A turn that ends in the middle must not be committed by the next one, and nothing here can tell where it ended. So
// nothing is caught: what was not answered is told again to the next process.
[[noreturn]] void stop_without_memory() {
  constexpr std::string_view sentence = "Out of memory, so nothing more is accepted. Start again; nothing that was acknowledged is lost.\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, sentence.data(), sentence.size());
  std::_Exit(exit_out_of_memory);
}

class Serving {
 public:
  Serving(boost::asio::io_context& io, host::Config config, http::ServerLimits limits)
      : io_(io), house_(io, std::move(config)), front_(house_, assets::web_assets(), openapi()), server_(io, front_.door(), with_room_for_answers(std::move(limits), front_.overload().load())), control_(house_), backups_(house_), stop_timer_(io) {
    front_.count_sockets([this] { return server_.sockets(); });
  }

  void start() {
    house_.config().listen_port = server_.listen(house_.config().listen_address, house_.config().listen_port);
    if (!house_.config().public_url_given) house_.config().public_url = "http://" + house_.config().listen_address + ":" + std::to_string(house_.config().listen_port);
    house_.start();
    backups_.start();
    front_.overload().start([this](std::size_t sockets) { server_.shed(sockets, 1013, "try again later"); });
    std::cout << "Tributary is listening on http://" << house_.config().listen_address << ":" << house_.config().listen_port
              << ", public address " << house_.config().public_url << std::endl;
  }

  // P13: stop accepting, finish what is begun, tell the browsers when to come back.
  void stop() {
    front_.stopping();
    server_.stop_accepting();
    backups_.stop();
    house_.stop();
    house_.round().finish_now();
    for (auto& [id, tenant] : house_.tenants()) tenant->runtime.fan_out();
    server_.close_all(1012, "restarting");
    wait_for_rest(0);
  }

 private:
  static std::string_view openapi() {
    for (const auto& file : assets::docs_assets())
      if (file.path == "/openapi.yaml") return file.plain;
    return {};
  }

  void wait_for_rest(int tenths) {
    const bool done = house_.idle() && server_.connections() == 0;
    if (done || tenths > stop_seconds_max * 10) {
      house_.save();
      io_.stop();
      return;
    }
    stop_timer_.expires_after(std::chrono::milliseconds(100));
    stop_timer_.async_wait([this, tenths](boost::system::error_code) { wait_for_rest(tenths + 1); });
  }

  boost::asio::io_context& io_;
  host::House house_;
  api::FrontDoor front_;
  http::Server server_;
  Control control_;
  PlannedBackups backups_;
  boost::asio::steady_timer stop_timer_;
};

}  // namespace

int serve(host::Config config) {
  http::ServerLimits limits = raise_file_limit();
  std::set_new_handler(stop_without_memory);
  boost::asio::io_context io(1);
  Serving serving(io, std::move(config), std::move(limits));
  boost::asio::signal_set signals(io, SIGTERM, SIGINT);
  signals.async_wait([&](boost::system::error_code ec, int) {
    if (!ec) serving.stop();
  });
  serving.start();
  try {
    io.run();
  } catch (const store::StorageFailed& failed) {
    std::cerr << "Storage failed, so nothing more is accepted: " << failed.what() << std::endl;
    // No destructor may touch the file again: what is not committed was never acknowledged.
    std::_Exit(exit_storage_failed);
  } catch (const std::exception& unforeseen) {
    // What was being written is half done and no request's to answer for: it is not committed, and the next start goes on
    // from what is.
    std::cerr << "Something unforeseen went wrong, so nothing more is accepted: " << unforeseen.what() << std::endl;
    std::_Exit(exit_unforeseen);
  }
  return 0;
}

}  // namespace tributary::app
