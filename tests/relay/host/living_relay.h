#pragma once
// A whole relay in a temporary folder, on a free loopback port, in this thread: real server, real store, real
// client. Time is moved, never waited for. The provider is a script on another port.
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "relay/api/door.h"
#include "relay/host/house.h"
#include "relay/http/client.h"
#include "relay/http/server.h"

namespace tributary::test {

inline constexpr const char* account_sid = "ACf1c71673448ee7064c989d02579c534f";
inline constexpr const char* auth_token = "f1c7f1c7f1c7f1c7f1c7f1c7open0001";
inline constexpr const char* our_number = "+15550100900";
inline int patience_ms = 180'000;  // how long something is waited for that does not happen; a busy machine may need a part of it
inline constexpr const char* public_url = "https://relay.example.com";

struct Answer {
  int status = 0;
  std::string body, type;
  std::vector<http::Field> fields;
  boost::json::value json() const;
  std::string header(std::string_view name) const;
  std::string code() const;  // of an error
};

// What the provider's REST door does with each request, in order; afterwards it accepts with a new sid.
struct ScriptedProvider {
  explicit ScriptedProvider(boost::asio::io_context&);
  std::string base(const std::string& host = "127.0.0.1") const { return "http://" + host + ":" + std::to_string(port); }
  std::deque<std::string> lists;        // what each ask for messages gets; "" is a failure; afterwards nothing new
  std::map<std::string, std::function<void(const http::Request&, http::Responder)>> files;  // what else a GET finds, by path
  std::uint16_t port = 0;
  std::vector<http::Request> requests;
  std::deque<std::function<void(const http::Request&, http::Responder)>> script;
  std::unique_ptr<http::Server> server;
  int sids = 0;
  static http::Response accepted(const std::string& sid);

 private:
  void found(const http::Request&, http::Responder);
};

class LivingRelay {
 public:
  explicit LivingRelay(std::function<void(host::Config&)> adjust = {});
  ~LivingRelay();
  void restart();                       // a kill and a start: nothing is saved by hand
  void start_couriers() { house->start(); }

  Answer ask(const std::string& method, const std::string& path, const std::string& body = "", std::vector<http::Field> fields = {});
  Answer as(const std::string& bearer, const std::string& method, const std::string& path, const std::string& body = "");
  // A signed form, as Twilio sends it.
  Answer hook(const std::string& kind, const std::vector<http::Field>& form, const std::string& query = "");
  std::vector<http::Field> sms(const std::string& sid, const std::string& from, const std::string& text) const;
  std::string token(std::vector<std::string> scopes, const std::string& tenant = "default");
  std::string cookie_of(const std::string& email, Role, const std::string& tenant = "default");
  host::Tenant& tenant() { return *house->tenants().at("default"); }
  void run_until(const std::function<bool()>& done);
  void pass(std::int64_t ms);           // moves the clock and lets what is due happen

  boost::asio::io_context io;
  ScriptedProvider provider{io};
  std::filesystem::path folder;
  std::unique_ptr<host::House> house;
  std::unique_ptr<api::FrontDoor> front;
  std::unique_ptr<http::Server> server;
  std::unique_ptr<http::Client> client;
  std::uint16_t port = 0;

 private:
  void open();
  void expect_balanced_books();         // at the end of every test (P6g)
  std::function<void(host::Config&)> adjust_;
  std::int64_t moved_ms_ = 0;
};

std::string sign(const std::string& url, const std::vector<http::Field>& form, const std::string& token = auth_token);

}  // namespace tributary::test
