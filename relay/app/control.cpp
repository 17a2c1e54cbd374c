#include "relay/app/control.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <stdexcept>

#include "relay/app/backup.h"
#include "relay/app/options.h"

namespace tributary::app {

namespace net = boost::asio;
namespace json = boost::json;
using unix_socket = net::local::stream_protocol;
constexpr auto use_tuple = net::as_tuple(net::use_awaitable);
constexpr std::size_t line_max = 64 * 1024;

namespace {

std::string path_of(const std::string& data) { return data + "/control.sock"; }

std::string text_of(const Asked& asked) {
  json::array words;
  for (const std::string& word : asked.words) words.push_back(json::value(word));
  return json::serialize(json::object{{"words", std::move(words)}, {"secret", asked.secret}}) + "\n";
}

std::optional<Asked> parse_asked(std::string_view text) {
  boost::system::error_code ec;
  const json::value v = json::parse(json::string_view(text.data(), text.size()), ec);
  if (ec || !v.is_object()) return {};
  Asked asked;
  const json::value* words = v.get_object().if_contains("words");
  if (!words || !words->is_array() || words->get_array().empty()) return {};
  for (const json::value& word : words->get_array()) {
    if (!word.is_string()) return {};
    asked.words.emplace_back(word.get_string());
  }
  if (const json::value* secret = v.get_object().if_contains("secret"); secret && secret->is_string()) asked.secret = std::string(secret->get_string());
  return asked;
}

// A backup takes as long as the disk takes: it is made on a thread of its own, and everybody is served meanwhile.
struct Copying {
  net::thread_pool thread{1};
  std::atomic<bool> stop{false};
};

net::awaitable<Said> copy_aside(Copying& copying, BackupPlan plan) {
  try {
    co_return Said{true, carry_out(plan, copying.stop)};
  } catch (const std::exception& wrong) {
    co_return Said{false, std::string(wrong.what()) + "\n"};
  }
}

net::awaitable<Said> back_up_while_serving(host::House& house, Copying& copying, const Asked& asked) {
  BackupPlan plan;
  try {
    plan = plan_backup(house, Options(asked.words, {"--to"}, {}).need("--to"));
  } catch (const std::exception& wrong) {
    co_return Said{false, std::string(wrong.what()) + "\n"};
  }
  const Instant at = plan.at;
  Said said = co_await net::co_spawn(copying.thread, copy_aside(copying, std::move(plan)), net::use_awaitable);
  if (said.ok) house.backed_up(at);
  co_return said;
}

net::awaitable<void> answer_one(host::House& house, Copying& copying, unix_socket::socket socket) {
  std::string line;
  auto [failed, n] = co_await net::async_read_until(socket, net::dynamic_buffer(line, line_max), '\n', use_tuple);
  if (failed) co_return;
  auto asked = parse_asked(std::string_view(line).substr(0, n));
  const bool demo = asked && asked->words.front() == "demo";  // it writes for a minute or two, and the loop has others to serve
  const bool copies = asked && asked->words.front() == "backup";
  Said said;
  if (copies) said = co_await back_up_while_serving(house, copying, *asked);
  else said = demo ? Said{false, "Stop the relay first: demo data are written while nobody is served.\n"} : asked ? run_command(house, *asked) : Said{false, "That was not a command.\n"};
  const std::string out = json::serialize(json::object{{"ok", said.ok}, {"text", said.text}}) + "\n";
  co_await net::async_write(socket, net::buffer(out), use_tuple);
}

}  // namespace

struct Control::Inside {
  Inside(host::House& h, std::string p) : house(h), path(std::move(p)), acceptor(h.io()) {}
  net::awaitable<void> accept() {
    for (;;) {
      auto [failed, socket] = co_await acceptor.async_accept(use_tuple);
      if (failed) co_return;
      net::co_spawn(house.io(), answer_one(house, copying, std::move(socket)), net::detached);
    }
  }
  host::House& house;
  std::string path;
  unix_socket::acceptor acceptor;
  Copying copying;
};

Control::Control(host::House& house) : inside_(std::make_unique<Inside>(house, path_of(house.config().data))) {
  ::unlink(inside_->path.c_str());  // the folder's lock is ours, so nobody else's socket lies here
  remove_unsealed(house.config().data);
  const ::mode_t before = ::umask(0177);
  boost::system::error_code ec;
  inside_->acceptor.open(unix_socket(), ec);
  if (!ec) inside_->acceptor.bind(unix_socket::endpoint(inside_->path), ec);
  if (!ec) inside_->acceptor.listen(8, ec);
  ::umask(before);
  if (ec) throw std::runtime_error("The control socket " + inside_->path + " cannot be made: " + ec.message() + ".");
  net::co_spawn(house.io(), inside_->accept(), net::detached);
}

// A backup under way is broken off: nothing of it stays, and the process ends in time (P13).
Control::~Control() {
  ::unlink(inside_->path.c_str());
  inside_->copying.stop = true;
  inside_->copying.thread.join();
}

std::optional<Said> ask_serving(const std::string& data, const Asked& asked) {
  net::io_context io;
  unix_socket::socket socket(io);
  boost::system::error_code ec;
  if (path_of(data).size() > 100) return {};  // longer than the system allows for such an address
  socket.connect(unix_socket::endpoint(path_of(data)), ec);
  if (ec) return {};
  const std::string out = text_of(asked);
  net::write(socket, net::buffer(out), ec);
  std::string line;
  if (!ec) net::read_until(socket, net::dynamic_buffer(line), '\n', ec);
  if (ec) return Said{false, "The relay that serves this folder did not answer.\n"};
  const json::value v = json::parse(line, ec);
  if (ec || !v.is_object()) return Said{false, "The relay that serves this folder did not answer.\n"};
  return Said{v.at("ok").as_bool(), std::string(v.at("text").as_string())};
}

}  // namespace tributary::app
