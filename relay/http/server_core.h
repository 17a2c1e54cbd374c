#pragma once
// What all connections of one server share. Asio shows here, so only .cpp files of this folder include it.
#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "relay/http/server.h"

namespace tributary::http {

namespace net = boost::asio;
using Executor = net::io_context::executor_type;  // any_io_executor costs 400 bytes for each idle connection
using Socket = net::basic_stream_socket<net::ip::tcp, Executor>;
using ErrorCode = boost::system::error_code;

// Asio parks a long-lived operation in whatever larger recycled block is at hand (488 bytes for 104), and takes
// std::allocator for leave to do so. An allocator of another name gets blocks of the right size.
template <class T>
struct Exact {
  using value_type = T;
  Exact() = default;
  template <class U>
  Exact(const Exact<U>&) {}
  T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
  void deallocate(T* p, std::size_t n) { std::allocator<T>().deallocate(p, n); }
  friend bool operator==(Exact, Exact) { return true; }
};

// A connection as the server sees it: something to look at once a second and to end.
class Entry {
 public:
  virtual ~Entry() = default;
  virtual void sweep() = 0;                                              // what took too long ends here
  virtual void retire(std::uint16_t code, std::string_view reason) = 0;  // the server stops, politely
  virtual void abandon() = 0;                                            // the server is gone
  virtual std::size_t held() const = 0;                                  // bytes of ours that wait for it
  virtual bool is_socket() const { return false; }
  virtual std::size_t unread_answers() const { return 0; }               // bytes the other side is not taking
  virtual std::int64_t stalled_since() const { return 0; }               // when it took some last
  std::size_t place = 0;                                                 // in the core's list
};

class Core : public std::enable_shared_from_this<Core> {
 public:
  Core(net::io_context& io, Door d, ServerLimits l) : door(std::move(d)), limits(std::move(l)), timer_(io) {}
  void join(std::shared_ptr<Entry>);
  void leave(Entry&);
  void retire_all(std::uint16_t code, std::string_view reason);
  void end();
  std::size_t held() const;
  void shed(std::size_t count, std::uint16_t code, std::string_view reason);
  // Too much waits for readers: whoever took nothing for longest is let go, but never who asks.
  void relieve(const Entry& asking);
  std::size_t size() const { return entries_.size(); }

  const Door door;
  const ServerLimits limits;
  std::int64_t now = 0;     // at the last sweep: exact enough for limits of seconds, and free
  int sockets = 0;          // entries that are WebSockets
  std::size_t unread = 0;   // bytes of answers that wait for their readers, of all connections
  bool retiring = false;    // every answer closes its connection
  std::string spare;        // a buffer that the last writer left for the next

 private:
  void wind();
  template <class Verb>
  void each(Verb);
  std::vector<std::shared_ptr<Entry>> entries_;
  net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>, Executor> timer_;
  bool wound_ = false, ended_ = false;
};

// One buffer for everybody who has something to read just now; idle connections own none.
std::vector<char>& reading_buffer();

}  // namespace tributary::http
