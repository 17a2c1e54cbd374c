// hook_load: posts signed webhooks over kept-alive connections and prints one line of JSON.
//
//   --port P --path /…        where to; --url the public address they are signed for (default http://127.0.0.1:P/…)
//   --sign twilio|body        as Twilio signs, or HMAC-SHA256 of the body (the yardstick's); --secret S
//   --conns N                 connections (32)
//   --rate K                  in all per second, by the clock: latency counts from when each was due, so that a server
//                             that stalls is not flattered. 0: each connection sends as soon as its answer is there
//   --count N, --seconds S    when to stop, whichever comes first; --warmup N answers left out of the figures
//   --people N                how many different senders (1000); --first N the first message number, unique between runs
//   --duplicates P            so many of a hundred repeat what their connection sent before, as providers do
//   --text N                  bytes of the message's text beside its mark (130)
//   --pid P                   the server whose processor time is counted
#include <csignal>

#include <array>

#include "tests/bench/load/connect.h"
#include "tests/bench/load/webhook.h"

namespace tributary::load {
namespace {

enum class Stage : std::uint8_t { connecting, idle, waiting };

struct Connection {
  int fd = -1;
  Stage stage = Stage::connecting;
  std::string out, in, last_head, last_body;
  std::size_t written = 0;
  std::int64_t due = 0, sent = 0;
};

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options), port_(options.whole("port")), path_(options.text("path", "/")), rate_(options.number("rate")),
        duplicates_(options.number("duplicates")), people_(options.whole("people", 1000)), pid_(options.whole("pid")),
        count_(static_cast<std::uint64_t>(options.number("count", 1e12))), warmup_(static_cast<std::uint64_t>(options.number("warmup"))),
        first_(static_cast<std::uint64_t>(options.number("first"))), seconds_(options.number("seconds", 10)),
        maker_(options.text("sign", "twilio") == "body" ? WebhookMaker::Signing::body : WebhookMaker::Signing::twilio, options.text("secret"),
               options.text("url", "http://127.0.0.1:" + std::to_string(port_) + path_), options.text("account"), options.text("to"),
               static_cast<std::size_t>(options.whole("text", 130))),
        epoll_(epoll_create1(EPOLL_CLOEXEC)), connections_(static_cast<std::size_t>(options.whole("conns", 32))) {}

  int run() {
    for (std::size_t i = 0; i < connections_.size(); ++i) open(i);
    const std::int64_t opened = now_ns();
    while (idle_.size() < connections_.size()) {
      if (now_ns() - opened > 10'000'000'000) die("the connections did not open within 10 s");
      turn(100'000'000);
    }
    begun_ = now_ns();
    cpu_ = processor_seconds(pid_);
    threads_ = thread_seconds(pid_);
    const double own = processor_seconds(getpid());
    while (may_start() || done_ < started_) {
      start_due();
      if (!may_start() && done_ >= started_) break;
      turn(wait_ns());
      if (now_ns() - begun_ > static_cast<std::int64_t>((seconds_ + 20) * 1e9)) break;
    }
    print(processor_seconds(getpid()) - own);
    return ok_ > 0 && failed_ == 0 && refused_ == 0 ? 0 : 1;
  }

 private:
  void open(std::size_t i) {
    Connection& c = connections_[i];
    c.fd = connect_to(port_);
    c.stage = Stage::connecting;
    c.in.clear();
    watch(epoll_, EPOLL_CTL_ADD, c.fd, EPOLLIN | EPOLLOUT, static_cast<std::uint32_t>(i));
  }

  bool may_start() const {
    return started_ < count_ && now_ns() - begun_ < static_cast<std::int64_t>(seconds_ * 1e9);
  }
  std::int64_t due_of(std::uint64_t number) const { return rate_ > 0 ? begun_ + static_cast<std::int64_t>(static_cast<double>(number) * 1e9 / rate_) : 0; }
  std::int64_t wait_ns() const {
    if (rate_ <= 0 || idle_.empty() || !may_start()) return 50'000'000;
    return std::clamp<std::int64_t>(due_of(started_) - now_ns(), 0, 50'000'000);
  }

  void start_due() {
    while (!idle_.empty() && may_start()) {
      const std::int64_t due = due_of(started_);
      if (due > now_ns()) return;
      const std::size_t i = idle_.back();
      idle_.pop_back();
      post(i, due);
    }
  }

  void post(std::size_t i, std::int64_t due) {
    Connection& c = connections_[i];
    const std::uint64_t number = first_ + started_++;
    chance_ = chance_ * 6364136223846793005u + 1442695040888963407u;
    if (!c.last_body.empty() && static_cast<double>((chance_ >> 33) % 10'000) < duplicates_ * 100) ++repeated_;
    else write_new(c, number);
    c.out = c.last_head + c.last_body;
    c.written = 0;
    c.stage = Stage::waiting;
    c.sent = now_ns();
    c.due = due > 0 ? due : c.sent;
    push(i);
  }

  void write_new(Connection& c, std::uint64_t number) {
    char sid[40], from[24];
    // As scattered as a provider's ids, and different for every number: rows must not happen to lie side by side.
    std::snprintf(sid, sizeof sid, "SM%016llx%016llx", static_cast<unsigned long long>((number + 1) * 0x9E3779B97F4A7C15u), static_cast<unsigned long long>(number));
    std::snprintf(from, sizeof from, "+1555%07llu", static_cast<unsigned long long>(number % static_cast<std::uint64_t>(std::max(people_, 1))));
    const Pairs pairs = maker_.pairs({sid, from, now_ns(CLOCK_REALTIME)});
    c.last_body = WebhookMaker::body(pairs);
    c.last_head = "POST " + path_ + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                  "\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\nContent-Type: application/x-www-form-urlencoded\r\nI-Twilio-Idempotency-Token: " + sid +
                  "\r\nContent-Length: " + std::to_string(c.last_body.size()) + "\r\n" + maker_.signature(pairs, c.last_body) + "\r\n";
  }

  void push(std::size_t i) {
    Connection& c = connections_[i];
    while (c.written < c.out.size()) {
      const ssize_t n = send(c.fd, c.out.data() + c.written, c.out.size() - c.written, MSG_NOSIGNAL);
      if (n < 0 && errno == EAGAIN) return watch(epoll_, EPOLL_CTL_MOD, c.fd, EPOLLIN | EPOLLOUT, static_cast<std::uint32_t>(i));
      if (n < 0) return lost(i);
      c.written += static_cast<std::size_t>(n);
    }
  }

  void turn(std::int64_t wait) {
    std::array<epoll_event, 256> events;
    const timespec limit{wait / 1'000'000'000, wait % 1'000'000'000};
    const int n = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &limit, nullptr);
    for (int k = 0; k < n; ++k) take(events[static_cast<std::size_t>(k)]);
  }

  void take(const epoll_event& event) {
    const std::size_t i = event.data.u32;
    Connection& c = connections_[i];
    if (c.stage == Stage::connecting) {
      if (event.events & (EPOLLERR | EPOLLHUP)) die("the connection was refused");
      c.stage = Stage::idle;
      idle_.push_back(i);
      return watch(epoll_, EPOLL_CTL_MOD, c.fd, EPOLLIN, event.data.u32);
    }
    if (event.events & EPOLLOUT) {
      watch(epoll_, EPOLL_CTL_MOD, c.fd, EPOLLIN, event.data.u32);
      push(i);
    }
    if (event.events & (EPOLLIN | EPOLLERR | EPOLLHUP)) read(i);
  }

  void read(std::size_t i) {
    static std::array<char, 65'536> buffer;
    Connection& c = connections_[i];
    const ssize_t n = recv(c.fd, buffer.data(), buffer.size(), 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) return lost(i);
    c.in.append(buffer.data(), static_cast<std::size_t>(n));
    const std::size_t end = c.in.find("\r\n\r\n");
    if (end == std::string::npos || c.stage != Stage::waiting) return;
    const std::size_t length = c.in.find("Content-Length: ");
    const std::size_t body = length < end ? std::strtoul(c.in.c_str() + length + 16, nullptr, 10) : 0;
    if (c.in.size() < end + 4 + body) return;
    answered(c, std::atoi(c.in.c_str() + 9));
    c.in.clear();
    c.stage = Stage::idle;
    idle_.push_back(i);
  }

  void answered(const Connection& c, int status) {
    ++done_;
    if (status / 100 == 2) ++ok_;
    else if (refused_++ == 0) std::fprintf(stderr, "an answer that is not 2xx: %.300s\n", c.in.c_str());
    if (done_ <= warmup_) {
      cpu_ = processor_seconds(pid_);
      if (done_ == warmup_) threads_ = thread_seconds(pid_);
      return;
    }
    if (counted_++ == 0) first_counted_ = c.sent;
    last_ = now_ns();
    latency_.add(last_ - c.due);
  }

  void lost(std::size_t i) {
    Connection& c = connections_[i];
    close(c.fd);
    if (c.stage == Stage::waiting) ++failed_, ++done_;
    else idle_.erase(std::remove(idle_.begin(), idle_.end(), i), idle_.end());
    open(i);
  }

  void print(double own) const {
    const double span = static_cast<double>(last_ - first_counted_) * 1e-9, cpu = processor_seconds(pid_) - cpu_;
    const auto n = static_cast<double>(std::max<std::uint64_t>(counted_, 1));
    std::printf(R"({"tool":"hook_load","conns":%zu,"rate":%.0f,"started":%llu,"ok":%llu,"counted":%llu,"repeated":%llu,"refused":%llu,"failed":%llu,)"
                R"("seconds":%.3f,"per_second":%.1f,"cpu_us":%.2f,"cpu_share":%.3f,"threads_us":{%s},"sender_cpu_us":%.2f,"latency_us":%s})" "\n",
                connections_.size(), rate_, as_printed(started_), as_printed(ok_), as_printed(counted_), as_printed(repeated_), as_printed(refused_),
                as_printed(failed_), span, span > 0 ? n / span : 0, cpu * 1e6 / n, span > 0 ? cpu / span : 0, threads(n).c_str(), own * 1e6 / n, latency_.json().c_str());
  }
  // Microseconds of each thread for each of `n` webhooks.
  std::string threads(double n) const {
    std::string out;
    for (const auto& [name, seconds] : thread_seconds(pid_)) {
      const auto before = threads_.find(name);
      out += (out.empty() ? "\"" : ",\"") + name + "\":" + std::to_string((seconds - (before == threads_.end() ? 0 : before->second)) * 1e6 / n);
    }
    return out;
  }
  static unsigned long long as_printed(std::uint64_t n) { return n; }

  const Options& options_;
  int port_;
  std::string path_;
  double rate_, duplicates_;
  int people_, pid_;
  std::uint64_t count_, warmup_, first_;
  double seconds_;
  WebhookMaker maker_;
  int epoll_;
  std::vector<Connection> connections_;
  std::vector<std::size_t> idle_;
  std::uint64_t started_ = 0, done_ = 0, ok_ = 0, counted_ = 0, repeated_ = 0, refused_ = 0, failed_ = 0, chance_ = 12345;
  std::int64_t begun_ = 0, first_counted_ = 0, last_ = 0;
  double cpu_ = 0;
  ThreadTimes threads_;
  Latencies latency_;
};

}  // namespace
}  // namespace tributary::load

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);
  const tributary::load::Options options(count, words);
  return tributary::load::Load(options).run();
}
