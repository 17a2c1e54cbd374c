#include "tests/faults/client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "tests/faults/relay_process.h"

namespace tributary::faults {

namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t port_of(int socket) {
  sockaddr_in own{};
  socklen_t length = sizeof own;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length);
  return ntohs(own.sin_port);
}

bool say(int socket, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = ::send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
    if (count <= 0) return false;
    at += static_cast<std::size_t>(count);
  }
  return true;
}

std::size_t length_in(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : static_cast<std::size_t>(std::strtoul(head.c_str() + at + 16, nullptr, 10));
}

// One message with head and body; what came behind it stays in `rest`. False: the connection ended before.
bool read_message(int socket, std::string& rest, std::string& head, std::string& body) {
  std::array<char, 16384> bytes{};
  for (;;) {
    if (const std::size_t end = rest.find("\r\n\r\n"); end != std::string::npos) {
      head = rest.substr(0, end + 2);
      const std::size_t all = end + 4 + length_in(head);
      if (rest.size() >= all) {
        body = rest.substr(end + 4, all - end - 4);
        rest.erase(0, all);
        return true;
      }
    }
    const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    rest.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

constexpr int one_lost_of = 10;

int hex_digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

std::string url_encode(const std::string& text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (plain) out += c;
    else out.append("%").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return out;
}

std::string form_encode(const Form& form) {
  std::string out;
  for (const auto& [name, value] : form) out.append(out.empty() ? "" : "&").append(url_encode(name)).append("=").append(url_encode(value));
  return out;
}

std::string form_value(const std::string& encoded, const std::string& name) {
  std::size_t at = encoded.starts_with(name + "=") ? 0 : encoded.find("&" + name + "=");
  if (at == std::string::npos) return {};
  at = encoded.find('=', at) + 1;
  std::string out;
  for (; at < encoded.size() && encoded[at] != '&'; ++at) {
    if (encoded[at] == '%' && at + 2 < encoded.size()) out += static_cast<char>(hex_digit(encoded[at + 1]) * 16 + hex_digit(encoded[at + 2])), at += 2;
    else out += encoded[at] == '+' ? ' ' : encoded[at];
  }
  return out;
}

std::string signature(const std::string& url, const Form& form) {
  std::string text = url;
  for (const auto& [name, value] : form) text += name + value;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const std::string key = auth_token;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  std::array<unsigned char, 64> encoded{};
  const int count = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(length));
  return std::string(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(count));
}

Line::Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval patience{120, 0};
  const int one = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  const sockaddr_in address = loopback(port);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close();
    return;
  }
  own_port_ = port_of(socket_);
}

Line::~Line() { close(); }

void Line::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

int Line::ask(const std::string& method, const std::string& target, const std::vector<std::string>& fields, const std::string& body, std::string* answer) {
  if (socket_ < 0) return 0;
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  for (const std::string& field : fields) text += field + "\r\n";
  std::string rest, head, content;
  if (!say(socket_, text + "\r\n" + body) || !read_message(socket_, rest, head, content)) return close(), 0;
  if (answer) *answer = content;
  return head.size() > 12 ? std::atoi(head.c_str() + 9) : 0;
}

Provider::Provider() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const sockaddr_in address = loopback(0);
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(listener_, 64) != 0) throw std::runtime_error("The provider finds no port.");
  port_ = port_of(listener_);
  thread_ = std::thread([this] { serve(); });
}

Provider::~Provider() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  }
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  for (std::thread& talk : talks_) talk.join();
  for (const int socket : sockets_) ::close(socket);
  ::close(listener_);
}

void Provider::serve() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const std::lock_guard lock(mutex_);
    if (stopping_) return void(::close(socket));
    sockets_.push_back(socket);
    talks_.emplace_back([this, socket] { talk(socket); });
  }
}

void Provider::talk(int socket) {
  std::string rest, head, body;
  while (read_message(socket, rest, head, body))
    if (const std::string said = answer(head, body); said.empty() || !say(socket, said)) break;
  ::shutdown(socket, SHUT_RDWR);  // the number stays ours until the end, so that nobody else is shut down by it
}

std::string Provider::answer(const std::string& head, const std::string& body) {
  auto whole = [](const std::string& status, const std::string& type, const std::string& content) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content;
  };
  const std::string path = head.substr(head.find(' ') + 1, head.find(' ', head.find(' ') + 1) - head.find(' ') - 1);
  if (path.starts_with("/files/")) return whole("200 OK", "image/png", file_of(path));
  const std::lock_guard lock(mutex_);
  if (head.starts_with("POST ")) {
    char number[33];
    std::snprintf(number, sizeof number, "%032x", ++sids_ + 0x1000000);
    Accepted message{std::string("SM") + number, form_value(body, "Body"), form_value(body, "StatusCallback")};
    texts_.insert(message.text);
    accepted_.push_back(message);
    if (sids_ % one_lost_of == 0) return ++answers_lost_ % 2 != 0 ? std::string() : whole("502 Bad Gateway", "text/html", "<html>bad gateway</html>");
    return whole("201 Created", "application/json", "{\"sid\":\"" + message.sid + "\",\"status\":\"queued\"}");
  }
  std::string rows;
  for (auto form = listed_.rbegin(); form != listed_.rend(); ++form)
    rows += std::string(rows.empty() ? "" : ",") + "{\"sid\":\"" + form->at("MessageSid") + "\",\"account_sid\":\"" + account_sid + "\",\"direction\":\"inbound\",\"status\":\"received\",\"from\":\"" + form->at("From") +
            "\",\"to\":\"" + form->at("To") + "\",\"body\":\"" + form->at("Body") + "\",\"num_media\":\"0\"}";
  return whole("200 OK", "application/json", "{\"messages\":[" + rows + "],\"next_page_uri\":null}");
}

std::vector<Provider::Accepted> Provider::take_accepted() {
  const std::lock_guard lock(mutex_);
  return std::exchange(accepted_, {});
}

std::multiset<std::string> Provider::texts() const {
  const std::lock_guard lock(mutex_);
  return texts_;
}

int Provider::answers_lost() const {
  const std::lock_guard lock(mutex_);
  return answers_lost_;
}

void Provider::leave_to_list(const Form& message) {
  const std::lock_guard lock(mutex_);
  listed_.push_back(message);
}

std::string file_of(const std::string& path) {
  std::string bytes = "\x89PNG\r\n\x1a\n";
  for (int at = 0; at < 200; ++at) bytes += path;
  return bytes;
}

}  // namespace tributary::faults
