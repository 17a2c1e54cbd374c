#include "tests/relay/host/socket_client.h"

#include <gtest/gtest.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

namespace tributary::test {

namespace asio = boost::asio;

namespace {

std::string masked(std::string_view payload, int opcode) {
  constexpr std::array<unsigned char, 4> mask{0x11, 0x22, 0x33, 0x44};
  std::string out(1, static_cast<char>(0x80 | opcode));
  const std::size_t n = payload.size();
  if (n < 126) out += static_cast<char>(0x80 | n);
  else out += static_cast<char>(0x80 | 126), out += static_cast<char>(n >> 8), out += static_cast<char>(n & 0xFF);
  for (unsigned char m : mask) out += static_cast<char>(m);
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % 4]);
  return out;
}

}  // namespace

struct SocketClient::Inside : std::enable_shared_from_this<Inside> {
  explicit Inside(asio::io_context& io) : socket(io) {}
  asio::ip::tcp::socket socket;
  std::array<char, 65536> buffer{};
  std::string input, heard;
  std::deque<wire::ServerFrame> frames;
  int status = 0;
  std::uint16_t code = 0;
  bool ended = false;

  void read() {
    socket.async_read_some(asio::buffer(buffer), [self = shared_from_this()](boost::system::error_code ec, std::size_t n) {
      self->input.append(self->buffer.data(), n);
      self->heard.append(self->buffer.data(), n);
      self->understand();
      if (ec) self->ended = true;
      else self->read();
    });
  }
  void understand() {
    if (status == 0) {
      const std::size_t end = input.find("\r\n\r\n");
      if (end == std::string::npos) return;
      std::from_chars(input.data() + 9, input.data() + 12, status);
      input.erase(0, end + 4);
    }
    while (status == 101 && take_frame()) {}
  }
  std::uint64_t number(std::size_t at, std::size_t bytes) const {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < bytes; ++i) n = n << 8 | static_cast<unsigned char>(input[at + i]);
    return n;
  }
  bool take_frame() {
    if (input.size() < 2) return false;
    const int opcode = input[0] & 0x0F;
    std::uint64_t length = input[1] & 0x7F;
    std::size_t head = length < 126 ? 2 : length == 126 ? 4 : 10;
    if (input.size() < head) return false;
    if (head > 2) length = number(2, head - 2);
    if (input.size() < head + length) return false;
    const std::string payload = input.substr(head, length);
    input.erase(0, head + length);
    if (opcode == 8) return code = payload.size() < 2 ? 1005 : static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1])), answer_close(payload), true;
    if (opcode != 1) return true;
    auto frame = wire::parse_server_frame(payload);
    EXPECT_TRUE(frame) << "not a frame of the table: " << payload.substr(0, 300);
    if (frame) frames.push_back(std::move(*frame));
    return true;
  }
  void answer_close(const std::string& payload) { write(masked(payload, 8)); }
  void write(const std::string& bytes) {
    boost::system::error_code ignored;  // a closed door is told by the end of reading
    asio::write(socket, asio::buffer(bytes), ignored);
  }
};

SocketClient::SocketClient(LivingRelay& relay) : relay_(relay), inside_(std::make_shared<Inside>(relay.io)) {}

SocketClient::~SocketClient() {
  boost::system::error_code ignored;
  inside_->socket.close(ignored);
}

int SocketClient::open(std::vector<http::Field> fields, bool with_subprotocol) {
  inside_->socket.connect({asio::ip::address_v4::loopback(), relay_.port});
  std::string request = "GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  if (with_subprotocol) request += "Sec-WebSocket-Protocol: tributary.v1\r\n";
  for (const auto& field : fields) request += field.name + ": " + field.value + "\r\n";
  inside_->write(request + "\r\n");
  inside_->read();
  relay_.run_until([&] { return inside_->status != 0 || inside_->ended; });
  return inside_->status;
}

void SocketClient::say_text(std::string_view text) { inside_->write(masked(text, 1)); }

wire::Welcome SocketClient::welcome(const std::string& ticket, Epoch epoch, std::uint64_t seq) {
  say(wire::Hello{ticket, "test", epoch, seq});
  return next<wire::Welcome>();
}

wire::Answer SocketClient::submit(const Command& command, CommandId id) {
  say(wire::Submit{id, command});
  auto answer = next<wire::Answer>();
  EXPECT_EQ(answer.id, id);
  return answer;
}

std::deque<wire::ServerFrame>& SocketClient::frames() { return inside_->frames; }
const std::string& SocketClient::heard() const { return inside_->heard; }
bool SocketClient::closed() const { return inside_->ended; }

std::uint16_t SocketClient::close_code() {
  relay_.run_until([&] { return closed(); });
  return inside_->code;
}

void SocketClient::never_came() { ADD_FAILURE() << "the socket ended before the frame came"; }

}  // namespace tributary::test
