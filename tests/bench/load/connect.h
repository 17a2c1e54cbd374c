#pragma once
// A loopback socket, opened without waiting.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "tests/bench/load/tools.h"

namespace tributary::load {

inline sockaddr_in loopback(int port) {
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(static_cast<std::uint16_t>(port));
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return at;
}

inline int open_socket() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  must(fd >= 0, "socket");
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

inline int connect_to(int port) {
  const int fd = open_socket();
  const sockaddr_in at = loopback(port);
  must(connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 || errno == EINPROGRESS, "connect");
  return fd;
}

inline void watch(int epoll, int how, int fd, std::uint32_t events, std::uint32_t tag) {
  epoll_event event{};
  event.events = events;
  event.data.u32 = tag;
  must(epoll_ctl(epoll, how, fd, &event) == 0, "epoll_ctl");
}

}  // namespace tributary::load
