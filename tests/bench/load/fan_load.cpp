// fan_load: many WebSockets that listen. Prints "ready N" when all have been welcomed, then one line of JSON.
//
//   --port P --path /…        where to; --header "Name: value" and --protocol P for the upgrade
//   --hello TEXT              the first message of each; --ready-on TEXT what its answer contains (without: ready at once)
//   --conns N                 how many (50)
//   --marker TEXT             what is counted; the nanoseconds when it was sent follow it (sent.)
//   --expect N                stop when every reader has that many; --seconds S at the latest (30)
//   --quiet S                 stop so long after the last message
//   --stall K                 so many of them stop reading once they are welcomed; after the end they read on
//   --pid P                   the server whose processor time and memory are looked at
#include <csignal>

#include <array>

#include "tests/bench/load/connect.h"

namespace tributary::load {
namespace {

enum class Stage : std::uint8_t { connecting, upgrading, welcomed, ready, gone };

struct Listener {
  int fd = -1;
  Stage stage = Stage::connecting;
  bool stalled = false;
  unsigned closed_with = 0;
  std::uint64_t heard = 0;
  std::string in;
};

class Fan {
 public:
  explicit Fan(const Options& options)
      : options_(options), marker_(options.text("marker", "sent.")), ready_on_(options.text("ready-on")), pid_(options.whole("pid")),
        stall_(options.whole("stall")), expect_(static_cast<std::uint64_t>(options.number("expect", 1e15))), epoll_(epoll_create1(EPOLL_CLOEXEC)),
        listeners_(static_cast<std::size_t>(options.whole("conns", 50))) {}

  int run() {
    const long before_kb = memory_kb(pid_);
    const double before_cpu = processor_seconds(pid_);
    open_all();
    ready_kb_ = memory_kb(pid_);
    grew_kb_ = ready_kb_ - before_kb;
    connect_cpu_ = processor_seconds(pid_) - before_cpu;
    cpu_ = processor_seconds(pid_);
    own_ = processor_seconds(getpid());
    std::printf("ready %zu\n", ready_);
    std::fflush(stdout);
    listen();
    finish();
    return gone_ == cut_ ? 0 : 1;
  }

 private:
  // A few hundred on their way at a time: the listen queue is finite, and so is patience.
  void open_all() {
    const std::int64_t begun = now_ns();
    std::size_t opened = 0;
    while (ready_ + gone_ < listeners_.size()) {
      while (opened < listeners_.size() && opened - ready_ - gone_ < 200) open(opened++);
      turn(100);
      if (now_ns() - begun > 60'000'000'000) die("only " + std::to_string(ready_) + " sockets were welcomed within 60 s");
    }
    if (gone_ > 0) die(std::to_string(gone_) + " sockets were refused: " + last_refusal_);
  }

  void open(std::size_t i) {
    listeners_[i].fd = connect_to(options_.whole("port"));
    watch(epoll_, EPOLL_CTL_ADD, listeners_[i].fd, EPOLLOUT, static_cast<std::uint32_t>(i));
  }

  void listen() {
    const std::int64_t begun = now_ns(), longest = static_cast<std::int64_t>(options_.number("seconds", 30) * 1e9);
    const auto quiet = static_cast<std::int64_t>(options_.number("quiet") * 1e9);
    while (now_ns() - begun < longest && satisfied_ + static_cast<std::size_t>(stall_) + gone_reading_ < listeners_.size()) {
      turn(20);
      if (quiet > 0 && last_ > 0 && now_ns() - last_ > quiet) return;
    }
  }

  void turn(int ms) {
    static std::array<epoll_event, 1024> events;
    const int n = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), ms);
    for (int k = 0; k < n; ++k) take(events[static_cast<std::size_t>(k)]);
  }

  void take(const epoll_event& event) {
    const std::size_t i = event.data.u32;
    Listener& l = listeners_[i];
    if (l.stage == Stage::gone) return;
    if (l.stage == Stage::connecting) return upgrade(i);
    if (event.events & (EPOLLIN | EPOLLERR | EPOLLHUP)) read(i);
  }

  void upgrade(std::size_t i) {
    const std::string protocol = options_.text("protocol"), header = options_.text("header");
    std::string head = "GET " + options_.text("path", "/") + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(options_.whole("port")) +
                       "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    if (!protocol.empty()) head += "Sec-WebSocket-Protocol: " + protocol + "\r\n";
    if (!header.empty()) head += header + "\r\n";
    send_all(i, head + "\r\n");
    listeners_[i].stage = Stage::upgrading;
    watch(epoll_, EPOLL_CTL_MOD, listeners_[i].fd, EPOLLIN, static_cast<std::uint32_t>(i));
  }

  void send_all(std::size_t i, const std::string& bytes) {
    if (send(listeners_[i].fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) lose(i, "cannot be written to");
  }

  // Masked with zeros, which is a mask too.
  void send_frame(std::size_t i, int opcode, const std::string& payload) {
    std::string frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) frame += static_cast<char>(0x80 | payload.size());
    else frame.append({static_cast<char>(0x80 | 126), static_cast<char>(payload.size() >> 8 & 0xff), static_cast<char>(payload.size() & 0xff)});
    send_all(i, frame.append(4, '\0') + payload);
  }

  void read(std::size_t i) {
    static std::vector<char> buffer(256 * 1024);
    Listener& l = listeners_[i];
    for (int times = 0; times < 4 && l.stage != Stage::gone && !l.stalled; ++times) {
      const ssize_t n = recv(l.fd, buffer.data(), buffer.size(), 0);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (n <= 0) return lose(i, n == 0 ? "end of stream" : std::strerror(errno));
      ++reads_;
      const std::int64_t arrived = now_ns(CLOCK_REALTIME);
      std::string_view data(buffer.data(), static_cast<std::size_t>(n));
      if (!l.in.empty()) data = l.in.append(data);
      const std::size_t used = l.stage == Stage::upgrading ? upgraded(i, data) : 0;
      const std::size_t whole = l.stage == Stage::welcomed || l.stage == Stage::ready ? used + frames(i, data.substr(used), arrived) : used;
      if (l.stage != Stage::gone) l.in = std::string(data.substr(whole));
      if (static_cast<std::size_t>(n) < buffer.size()) return;
    }
  }

  std::size_t upgraded(std::size_t i, std::string_view data) {
    const std::size_t end = data.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    if (data.substr(0, 12) != "HTTP/1.1 101") return lose(i, std::string(data.substr(0, 80))), 0;
    listeners_[i].stage = Stage::welcomed;
    if (const std::string hello = options_.text("hello"); !hello.empty()) send_frame(i, 1, hello);
    if (ready_on_.empty()) welcome(i);
    return end + 4;
  }

  void welcome(std::size_t i) {
    listeners_[i].stage = Stage::ready;
    ++ready_;
    if (static_cast<int>(i) >= stall_) return;
    listeners_[i].stalled = true;
    watch(epoll_, EPOLL_CTL_MOD, listeners_[i].fd, 0, static_cast<std::uint32_t>(i));
  }

  std::size_t frames(std::size_t i, std::string_view data, std::int64_t arrived) {
    std::size_t at = 0;
    while (listeners_[i].stage != Stage::gone && data.size() - at >= 2) {
      const auto byte = [&](std::size_t k) { return static_cast<std::uint64_t>(static_cast<unsigned char>(data[at + k])); };
      std::size_t length = byte(1) & 127, head = 2;
      if (length >= 126) {
        head = length == 126 ? 4 : 10;
        if (data.size() - at < head) break;
        length = 0;
        for (std::size_t k = 2; k < head; ++k) length = length << 8 | byte(k);
      }
      if (data.size() - at < head + length) break;
      message(i, static_cast<int>(byte(0) & 15), data.substr(at + head, length), arrived);
      at += head + length;
    }
    return at;
  }

  void message(std::size_t i, int opcode, std::string_view payload, std::int64_t arrived) {
    Listener& l = listeners_[i];
    if (opcode == 9) return send_frame(i, 10, std::string(payload));
    if (opcode == 8) {
      l.closed_with = payload.size() >= 2 ? static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8 | static_cast<unsigned char>(payload[1]) : 1005;
      return lose(i, "closed with " + std::to_string(l.closed_with));
    }
    if (l.stage == Stage::welcomed && payload.find(ready_on_) != std::string_view::npos) welcome(i);
    for (std::size_t at = 0; (at = payload.find(marker_, at)) != std::string_view::npos;) {
      at += marker_.size();
      const std::int64_t sent = std::strtoll(std::string(payload.substr(at, 20)).c_str(), nullptr, 10);
      if (sent > 0) latency_.add(arrived - sent);
      ++received_;
      if (++l.heard == expect_) ++satisfied_;
      last_ = now_ns();
      if (first_ == 0) first_ = last_;
    }
  }

  void lose(std::size_t i, const std::string& why) {
    Listener& l = listeners_[i];
    if (l.stage == Stage::gone) return;
    last_refusal_ = why;
    if (l.stage == Stage::ready) --ready_;
    if (static_cast<int>(i) < stall_) ++cut_;
    else ++gone_reading_;
    if (l.closed_with == 4408) ++told_;
    l.stage = Stage::gone;
    ++gone_;
    close(l.fd);
    l.in = {};
  }

  // The figures stand; then those that did not read do, to hear why they were cut.
  void finish() {
    const double cpu = processor_seconds(pid_) - cpu_, own = processor_seconds(getpid()) - own_;
    const long end_kb = memory_kb(pid_);
    const std::uint64_t received = received_;
    std::uint64_t least = ~0ULL;
    for (std::size_t i = static_cast<std::size_t>(stall_); i < listeners_.size(); ++i) least = std::min(least, listeners_[i].heard);
    const std::string latency = latency_.json();
    for (std::size_t i = 0; i < static_cast<std::size_t>(stall_); ++i) {
      listeners_[i].stalled = false;
      if (listeners_[i].stage != Stage::gone) watch(epoll_, EPOLL_CTL_MOD, listeners_[i].fd, EPOLLIN, static_cast<std::uint32_t>(i));
    }
    for (const std::int64_t until = now_ns() + 3'000'000'000; stall_ > 0 && now_ns() < until && cut_ < static_cast<std::size_t>(stall_);) turn(50);
    const double span = static_cast<double>(last_ - first_) * 1e-9;
    const auto n = static_cast<double>(std::max<std::uint64_t>(received, 1));
    std::printf(R"({"tool":"fan_load","conns":%zu,"received":%llu,"least":%llu,"lost_readers":%zu,"reads":%llu,"seconds":%.3f,"per_second":%.0f,"cpu_us":%.3f,)"
                R"("listener_cpu_us":%.3f,"kb_per_conn":%.3f,"connect_cpu_us":%.1f,"grew_mb":%.1f,"stalled":%d,"cut":%zu,"told_4408":%zu,"latency_us":%s})" "\n",
                listeners_.size(), static_cast<unsigned long long>(received), static_cast<unsigned long long>(least), gone_reading_,
                static_cast<unsigned long long>(reads_), span, span > 0 ? n / span : 0, cpu * 1e6 / n, own * 1e6 / n,
                static_cast<double>(grew_kb_) / static_cast<double>(listeners_.size()), connect_cpu_ * 1e6 / static_cast<double>(listeners_.size()),
                static_cast<double>(end_kb - ready_kb_) / 1024, stall_, cut_, told_, latency.c_str());
  }

  const Options& options_;
  std::string marker_, ready_on_, last_refusal_;
  int pid_, stall_;
  std::uint64_t expect_;
  int epoll_;
  std::vector<Listener> listeners_;
  std::size_t ready_ = 0, gone_ = 0, gone_reading_ = 0, cut_ = 0, told_ = 0, satisfied_ = 0;
  std::uint64_t received_ = 0, reads_ = 0;
  std::int64_t first_ = 0, last_ = 0;
  long ready_kb_ = 0, grew_kb_ = 0;
  double cpu_ = 0, own_ = 0, connect_cpu_ = 0;
  Latencies latency_;
};

}  // namespace
}  // namespace tributary::load

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);
  tributary::load::raise_file_limit();
  const tributary::load::Options options(count, words);
  return tributary::load::Fan(options).run();
}
