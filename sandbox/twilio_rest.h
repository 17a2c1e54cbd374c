#pragma once
// Twilio's REST doors: checks what it is sent and answers, refuses and counts as Twilio does.
#include <map>
#include <optional>
#include <string>

#include "relay/http/message.h"
#include "sandbox/fetching.h"
#include "sandbox/delivery.h"
#include "sandbox/journal.h"
#include "sandbox/options.h"
#include "sandbox/phones.h"
#include "sandbox/templates.h"

namespace tributary::sandbox {

class TwilioRest {
 public:
  TwilioRest(const Options& options, Phones& phones, Delivery& delivery, Journal& journal, Templates& templates, Fetching& fetching)
      : options_(options), phones_(phones), delivery_(delivery), journal_(journal), templates_(templates), fetching_(fetching) {}

  static bool serves(std::string_view path);  // /2010-04-01/… and /cdn/…
  http::Response answer(const http::Request&);
  bool authorised(const http::Request&) const;

  int media_lag = 0;  // the first so many requests for each media item are answered 404

 private:
  struct Send {
    std::string to, from, service, body, content_sid, callback;
    std::vector<std::string> media;
    bool has_body = false, whatsapp = false;
  };
  http::Response messages(const http::Request&, std::string_view rest);
  http::Response send(const http::Request&);
  std::optional<http::Response> refuse(const http::Request&, const std::vector<http::Field>& form, const Send&);
  std::optional<http::Response> refuse_content(const std::vector<http::Field>& form, const Send&);
  http::Response accept(const Send&);
  http::Response list(const http::Request&);
  http::Response change(const http::Request&, Message&);
  http::Response media_of(const http::Request&, const Message&, std::string_view rest);
  http::Response cdn(const http::Request&);
  json::object describe(const Message&) const;
  std::string account_path() const { return "/2010-04-01/Accounts/" + options_.account_sid; }

  const Options& options_;
  Phones& phones_;
  Delivery& delivery_;
  Journal& journal_;
  Templates& templates_;
  Fetching& fetching_;
  std::map<std::string, int, std::less<>> asked_;  // media sid -> requests so far
};

http::Response twilio_json(int status, const json::value&);
http::Response twilio_error(int status, int code, std::string_view message);

}  // namespace tributary::sandbox
