#pragma once
// One port, three kinds of visitor: the relay (Twilio's doors), the page and the tests (/_ctl), a browser (the page's files).
#include "relay/http/server.h"
#include "sandbox/control.h"

namespace tributary::sandbox {

class Doors {
 public:
  explicit Doors(Parts& parts) : parts_(parts), control_(parts) {}
  http::Door door();

 private:
  void answer(const http::Request&, http::Responder);
  void twilio(const http::Request&, http::Responder);
  http::Response twilio_answer(const http::Request&);
  bool stranger(const http::Request&, http::Response& refusal) const;
  bool own_host(std::string_view host) const;

  Parts& parts_;
  Control control_;
};

http::Response page_file(const http::Request&);  // sandbox/page, compiled in

}  // namespace tributary::sandbox
