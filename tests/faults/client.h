#pragma once
// The provider's side: signed webhooks over connections of its own, and the REST door that the relay sends to.
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace tributary::faults {

using Form = std::map<std::string, std::string>;

std::string url_encode(const std::string&);
std::string form_encode(const Form&);
std::string form_value(const std::string& encoded, const std::string& name);   // decoded; "" when it is not there
std::string signature(const std::string& url, const Form&);                    // X-Twilio-Signature

// One connection, one request at a time, so that the n-th answer on it belongs to the n-th request.
class Line {
 public:
  explicit Line(std::uint16_t port);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  bool is_open() const { return socket_ >= 0; }
  std::uint16_t own_port() const { return own_port_; }
  // The status, 0 when the connection broke or nothing came: then it is not known what became of it.
  int ask(const std::string& method, const std::string& target, const std::vector<std::string>& fields, const std::string& body, std::string* answer = nullptr);

 private:
  void close();
  int socket_ = -1;
  std::uint16_t own_port_ = 0;
};

// Accepts every message it is given and remembers its words; lists what it could not deliver; serves files. Of its answers to
// sends one in ten is lost on the way, by turns with the line and to a 502: nobody can tell then whether the message was taken.
class Provider {
 public:
  Provider();
  ~Provider();
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;
  std::uint16_t port() const { return port_; }
  struct Accepted { std::string sid, text, callback; };
  std::vector<Accepted> take_accepted();                     // since the last time
  std::multiset<std::string> texts() const;                  // of all that ever came
  int answers_lost() const;
  void leave_to_list(const Form& message);                   // given up after its retry: only the list has it

 private:
  void serve();
  void talk(int socket);
  std::string answer(const std::string& head, const std::string& body);  // "": the line is cut instead
  mutable std::mutex mutex_;
  std::vector<Accepted> accepted_;
  std::multiset<std::string> texts_;
  std::vector<Form> listed_;
  int listener_ = -1, sids_ = 0, answers_lost_ = 0;
  bool stopping_ = false;
  std::uint16_t port_ = 0;
  std::thread thread_;
  std::vector<std::thread> talks_;
  std::vector<int> sockets_;
};

std::string file_of(const std::string& path);  // the bytes that the provider serves there

}  // namespace tributary::faults
