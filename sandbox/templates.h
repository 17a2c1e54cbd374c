#pragma once
// The Content API: templates and their approval, enough for a relay to list, send and wait for them.
#include <map>
#include <string>

#include "relay/http/message.h"
#include "sandbox/journal.h"
#include "sandbox/options.h"
#include "sandbox/phones.h"

namespace tributary::sandbox {

class Templates {
 public:
  Templates(const Options& options, Phones& phones, Journal& journal) : options_(options), phones_(phones), journal_(journal) {}

  static bool serves(std::string_view path);  // /v1/Content…, /v1|v2/ContentAndApprovals
  http::Response answer(const http::Request&);  // authorised already

  bool known(std::string_view sid) const { return items_.contains(sid); }
  bool session_only(std::string_view sid) const;        // list-picker: cannot open a conversation
  std::string text_of_template(std::string_view sid, const json::object& variables) const;
  bool decide(std::string_view sid, std::string_view status, std::string_view why);  // approved, rejected …
  void clear() { items_.clear(); }

 private:
  struct Item { json::object content; std::string approval = "unsubmitted", name, category, reason; };
  http::Response create(const http::Request&);
  http::Response submit(const http::Request&, Item&);
  json::object listing(bool with_approvals) const;
  static json::object approval_of(const Item&);

  const Options& options_;
  Phones& phones_;
  Journal& journal_;
  std::map<std::string, Item, std::less<>> items_;
};

}  // namespace tributary::sandbox
