// yardstick: the least a server can do for what the relay does, to measure it against in the same run. Not a server to
// run: one thread, one epoll loop, no JSON, no rights, no queues; who does not read fast enough is cut.
//
//   yardstick hook PORT FILE SECRET   durable webhooks: checks X-Body-Signature (HMAC-SHA256 of the body), stores one row
//                                     keyed by MessageSid, one transaction per turn of the loop (WAL, synchronous=FULL),
//                                     answers after the commit, then sends the bodies to every WebSocket
//   yardstick fan PORT                no signature, no file: what is posted goes to every WebSocket, then the answers
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <sqlite3.h>

#include <array>
#include <csignal>
#include <utility>

#include "tests/bench/load/connect.h"

namespace tributary::load {
namespace {

// Of a head, whatever the letters of its name.
std::string_view field(const std::string& head, const char* name) {
  const char* at = strcasestr(head.c_str(), name);
  if (!at) return {};
  at += std::strlen(name);
  while (*at == ' ') ++at;
  return {at, std::strcspn(at, "\r\n")};
}

void append_frame(std::string& out, std::string_view payload) {
  out += static_cast<char>(0x81);
  const std::size_t size = payload.size();
  if (size < 126) {
    out += static_cast<char>(size);
  } else {
    const int bytes = size < 65'536 ? 2 : 8;
    out += static_cast<char>(bytes == 2 ? 126 : 127);
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  }
  out.append(payload);
}

class Rows {
 public:
  explicit Rows(const char* file) {
    sql(sqlite3_open(file, &database_));
    sql(sqlite3_exec(database_, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                                "CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, key TEXT UNIQUE, at INTEGER, body TEXT)", nullptr, nullptr, nullptr));
    sql(sqlite3_prepare_v2(database_, "INSERT INTO event(key, at, body) VALUES(?, ?, ?) ON CONFLICT DO NOTHING", -1, &insert_, nullptr));
  }
  // False: it is there already.
  bool add(std::string_view key, std::string_view body) {
    if (!std::exchange(begun_, true)) sql(sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr));
    sqlite3_bind_text(insert_, 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
    sqlite3_bind_int64(insert_, 2, std::time(nullptr));
    sqlite3_bind_text(insert_, 3, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
    if (sqlite3_step(insert_) != SQLITE_DONE) die(sqlite3_errmsg(database_));
    sqlite3_reset(insert_);
    return sqlite3_changes(database_) > 0;
  }
  void commit() {
    if (std::exchange(begun_, false)) sql(sqlite3_exec(database_, "COMMIT", nullptr, nullptr, nullptr));
  }

 private:
  void sql(int code) {
    if (code != SQLITE_OK) die(sqlite3_errmsg(database_));
  }
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  bool begun_ = false;
};

class Yardstick {
 public:
  Yardstick(int port, const char* file, std::string secret) : secret_(std::move(secret)), epoll_(epoll_create1(EPOLL_CLOEXEC)), door_(open_socket()) {
    if (file) rows_ = new Rows(file);
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    connections_.resize(limit.rlim_cur);
    const int one = 1;
    setsockopt(door_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    const sockaddr_in at = loopback(port);
    must(bind(door_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 && listen(door_, 4096) == 0, "listen");
    watch(epoll_, EPOLL_CTL_ADD, door_, EPOLLIN, static_cast<std::uint32_t>(door_));
  }

  [[noreturn]] void run() {
    static std::array<epoll_event, 512> events;
    for (;;) {
      const int n = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      for (int k = 0; k < n; ++k) {
        const int fd = static_cast<int>(events[static_cast<std::size_t>(k)].data.u32);
        if (fd == door_) let_in();
        else read(fd);
      }
      end_turn();
    }
  }

 private:
  struct Connection { int place = -1; std::string in; };  // place among the subscribers
  struct Answer { int fd; bool good; };

  Connection& of(int fd) { return connections_[static_cast<std::size_t>(fd)]; }

  void let_in() {
    for (int fd; (fd = accept4(door_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
      const int one = 1;
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      watch(epoll_, EPOLL_CTL_ADD, fd, EPOLLIN, static_cast<std::uint32_t>(fd));
    }
  }

  void drop(int fd) {
    if (const int at = of(fd).place; at >= 0) {
      const int last = subscribers_.back();
      subscribers_[static_cast<std::size_t>(at)] = last;
      of(last).place = at;
      subscribers_.pop_back();
    }
    of(fd) = {};
    close(fd);
  }

  void read(int fd) {
    static std::array<char, 65'536> buffer;
    const ssize_t n = recv(fd, buffer.data(), buffer.size(), 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return drop(fd);
    if (n < 0) return;
    if (of(fd).place >= 0) {  // what subscribers say does not matter, but for goodbye
      if ((buffer[0] & 15) == 8) drop(fd);
      return;
    }
    of(fd).in.append(buffer.data(), static_cast<std::size_t>(n));
    take(fd);
  }

  void take(int fd) {
    for (;;) {
      std::string& in = of(fd).in;
      const std::size_t end = in.find("\r\n\r\n");
      if (end == std::string::npos) return;
      const std::string head = in.substr(0, end + 2);
      if (head.compare(0, 3, "GET") == 0) return upgrade(fd, head);
      const std::size_t length = std::strtoul(std::string(field(head, "Content-Length:")).c_str(), nullptr, 10);
      if (in.size() < end + 4 + length) return;
      const std::string_view body = std::string_view(in).substr(end + 4, length);
      const bool good = !rows_ || signed_right(body, field(head, "X-Body-Signature:"));
      if (good && (!rows_ || rows_->add(key_of(body), body)) && !subscribers_.empty()) append_frame(due_, body);
      answers_.push_back({fd, good});
      in.erase(0, end + 4 + length);
    }
  }

  static std::string_view key_of(std::string_view body) {
    const std::size_t at = body.find("MessageSid=");
    return at == std::string_view::npos ? body : body.substr(at + 11, body.find('&', at) - at - 11);
  }

  bool signed_right(std::string_view body, std::string_view given) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), reinterpret_cast<const unsigned char*>(body.data()), body.size(), mac.data(), &size);
    std::array<unsigned char, 96> letters{};
    const auto count = static_cast<std::size_t>(EVP_EncodeBlock(letters.data(), mac.data(), static_cast<int>(size)));
    return given.size() == count && CRYPTO_memcmp(given.data(), letters.data(), count) == 0;
  }

  void upgrade(int fd, const std::string& head) {
    const std::string key = std::string(field(head, "Sec-WebSocket-Key:")) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, SHA_DIGEST_LENGTH> sha{};
    std::array<unsigned char, 32> letters{};
    SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), sha.data());
    EVP_EncodeBlock(letters.data(), sha.data(), SHA_DIGEST_LENGTH);
    of(fd).in = {};
    of(fd).place = static_cast<int>(subscribers_.size());
    subscribers_.push_back(fd);
    put(fd, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                std::string(reinterpret_cast<const char*>(letters.data())) + "\r\n\r\n");
  }

  static bool put(int fd, std::string_view bytes) { return send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()); }

  void answer_all() {
    for (const Answer& one : answers_)
      put(one.fd, one.good ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" : "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    answers_.clear();
  }

  void end_turn() {
    if (answers_.empty()) return;
    if (rows_) {
      rows_->commit();
      answer_all();
    }
    if (!due_.empty()) {
      const std::vector<int> all = subscribers_;
      for (const int fd : all)
        if (!put(fd, due_)) drop(fd);
      due_.clear();
    }
    answer_all();
  }

  std::string secret_;
  int epoll_, door_;
  Rows* rows_ = nullptr;                 // lives as long as the process
  std::vector<Connection> connections_;  // by file descriptor
  std::vector<int> subscribers_;
  std::string due_;
  std::vector<Answer> answers_;
};

}  // namespace
}  // namespace tributary::load

int main(int count, char** words) {
  using namespace tributary::load;
  const std::string_view what = count > 2 ? words[1] : "";
  const bool hook = what == "hook" && count == 5;
  if (!hook && !(what == "fan" && count == 3)) die("yardstick hook PORT FILE SECRET, or yardstick fan PORT");
  std::signal(SIGPIPE, SIG_IGN);
  raise_file_limit();
  static Yardstick yardstick(std::atoi(words[2]), hook ? words[3] : nullptr, hook ? words[4] : "");
  yardstick.run();
}
