#pragma once
// The right to answer one request, once. Whoever drops it unanswered has answered "internal".
#include <cstdint>
#include <memory>
#include <utility>

#include "relay/http/connection.h"

namespace tributary::http {

class Ticket {
 public:
  Ticket(std::weak_ptr<Connection> who, std::uint32_t number, AnswerShape shape) : who_(std::move(who)), number_(number), shape_(shape) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() {
    const auto connection = used_ ? nullptr : who_.lock();
    if (connection) connection->forgotten(number_, shape_);
  }
  void answer(Response response) {
    if (std::exchange(used_, true)) return;
    if (const auto connection = who_.lock()) connection->answer(number_, std::move(response), shape_);
  }

 private:
  std::weak_ptr<Connection> who_;
  std::uint32_t number_;
  AnswerShape shape_;
  bool used_ = false;
};

}  // namespace tributary::http
