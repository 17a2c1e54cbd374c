#include "tests/relay/guard/rough_provider.h"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <utility>

namespace tributary::test {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

std::string answer_text(int status, const std::string& body, const std::string& more = "") {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n" + more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::size_t length_of(const std::string& head) {
  std::string lowered = head;
  for (char& c : lowered) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const auto at = lowered.find("content-length:");
  return at == std::string::npos ? 0 : static_cast<std::size_t>(std::strtoul(lowered.c_str() + at + 15, nullptr, 10));
}

}  // namespace

struct RoughProvider::Line : std::enable_shared_from_this<Line> {
  Line(RoughProvider& of, asio::ip::tcp::socket s) : provider(of), alive(of.alive_), socket(std::move(s)) {}
  RoughProvider& provider;
  std::shared_ptr<bool> alive;
  asio::ip::tcp::socket socket;
  std::array<char, 16384> buffer{};
  std::string input;

  void read() {
    socket.async_read_some(asio::buffer(buffer), [self = shared_from_this()](error_code ec, std::size_t n) {
      if (ec || !*self->alive) return;
      self->input.append(self->buffer.data(), n);
      self->understand();
    });
  }
  void understand() {
    const auto head = input.find("\r\n\r\n");
    if (head == std::string::npos) return read();
    const bool send = input.starts_with("POST");
    if (send && !provider.moods.empty() && provider.moods.front() == Mood::drop_unread) return provider.moods.pop_front(), drop();
    const std::size_t length = length_of(input.substr(0, head));
    if (input.size() < head + 4 + length) return read();
    const std::string body = input.substr(head + 4, length);
    input.erase(0, head + 4 + length);
    if (send) return act(body);
    say(answer_text(200, R"({"messages":[],"next_page_uri":null})"));
  }
  void act(const std::string& body) {
    Mood mood = Mood::accept;
    if (!provider.moods.empty()) mood = provider.moods.front(), provider.moods.pop_front();
    Taken one;
    for (const auto& field : http::parse_form(body)) {
      if (field.name == "To") one.to = field.value;
      if (field.name == "Body") one.text = field.value;
      if (field.name == "StatusCallback") one.callback = field.value;
    }
    provider.tried.push_back(one.text);
    if (mood == Mood::refuse_429) return say(answer_text(429, R"({"code":20429,"message":"Too many requests","status":429})", "Retry-After: 1\r\n"));
    if (mood == Mood::refuse_400) return say(answer_text(400, R"({"code":21610,"message":"Unsubscribed","status":400})"));
    char sid[40];
    std::snprintf(sid, sizeof sid, "SM600d%028d", static_cast<int>(provider.taken.size()) + 1);
    one.sid = sid;
    provider.taken.push_back(one);
    const std::string good = answer_text(201, R"({"sid":")" + one.sid + R"(","status":"queued","error_code":null})");
    if (mood == Mood::accept_then_drop) return drop();
    if (mood == Mood::accept_then_502) return say(answer_text(502, "<html>bad gateway</html>"));
    if (mood == Mood::accept_half_told) return say(good.substr(0, good.size() / 2), true);
    if (mood == Mood::accept_without_sid) return say(answer_text(201, "{}"));
    if (mood == Mood::silence) return provider.silent_.push_back(shared_from_this());
    say(good);
  }
  void say(const std::string& bytes, bool and_drop = false) {
    error_code ec;
    asio::write(socket, asio::buffer(bytes), ec);
    if (and_drop) return drop();
    read();
  }
  void drop() {
    error_code ignored;
    socket.close(ignored);
  }
};

RoughProvider::RoughProvider(asio::io_context& io) : acceptor_(io, {asio::ip::address_v4::loopback(), 0}) {
  port_ = acceptor_.local_endpoint().port();
  listen();
}

RoughProvider::~RoughProvider() { *alive_ = false; }

void RoughProvider::listen() {
  acceptor_.async_accept([this, alive = alive_](error_code ec, asio::ip::tcp::socket socket) {
    if (ec || !*alive) return;
    std::make_shared<Line>(*this, std::move(socket))->read();
    listen();
  });
}

void RoughProvider::hang_up() {
  for (const auto& line : std::exchange(silent_, {})) line->drop();
}

int RoughProvider::count(const std::string& text) const {
  return static_cast<int>(std::count_if(taken.begin(), taken.end(), [&](const Taken& one) { return one.text == text; }));
}

}  // namespace tributary::test
