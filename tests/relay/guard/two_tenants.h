#pragma once
// Two tenants in one relay, each filled through its own doors, every text of theirs holding a word of their own.
// Whatever a tenant's people ever hear is kept, so that it can be searched for the other's words and ids.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/relay/host/socket_client.h"

namespace tributary::test {

struct Side {
  std::string tenant, canary;           // the word that stands in everything of theirs
  std::string customer;                 // the number that wrote to them
  std::string agent, admin, reader;     // cookies; a token that may all but administer
  std::map<std::string, std::string> ids;  // "conversation", "note" … -> its text
  std::string heard;                    // every byte of every answer to them
};

class TwoTenants {
 public:
  TwoTenants();
  LivingRelay relay;
  Side amber, cobalt;                   // amber is the tenant of the environment's account

  // As a person in their browser; with another Origin, or none, where `fields` say so.
  Answer page(Side&, const std::string& cookie, const std::string& method, const std::string& path, const std::string& body = "");
  Answer bearer(Side&, const std::string& secret, const std::string& method, const std::string& path, const std::string& body = "");
  std::string ticket(Side&, const std::string& cookie);
  host::TenantRuntime& runtime(const Side& side) { return relay.house->tenants().at(side.tenant)->runtime; }
  // The log's head and who may sign in, as one text: nobody but themselves may change it.
  std::string standing(const Side&);
  // A pattern's braces filled with this side's things; "" when there is nothing for one of them.
  std::string path_of(const Side&, const std::string& pattern) const;

 private:
  void people(Side&);
  void fill(Side&, const std::function<Answer(const std::vector<http::Field>&)>& hook, const std::string& number);
  std::string made(Side&, const std::string& path, const std::string& body);
};

// The answer without what differs each time: the request's id and the date.
std::string bare(const Answer&);
// Every id in a text: "cnv_" and the like with their 26 characters.
std::set<std::string> ids_in(const std::string& text);

}  // namespace tributary::test
