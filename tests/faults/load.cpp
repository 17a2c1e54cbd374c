#include "tests/faults/load.h"

#include <atomic>
#include <functional>

namespace tributary::faults {

namespace {

constexpr int people_at_first = 8;

int send_one(Line& line, Ledger& ledger, std::size_t at) {
  const Item item = ledger.item(at);
  ledger.sent_by(line.own_port(), at);
  const int status = line.ask("POST", item.target, item.fields, item.body);
  ledger.acknowledged(at, status);
  return status;
}

void in_parallel(int lines, const std::function<void()>& work) {
  std::vector<std::thread> threads;
  for (int at = 0; at < lines; ++at) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

void send_load(RelayProcess& relay, Ledger& ledger, const Mix& mix, int count, int lines) {
  std::atomic<int> left{count};
  in_parallel(lines, [&] {
    Line line(relay.port());
    while (line.is_open() && left.fetch_sub(1) > 0) send_one(line, ledger, ledger.next(mix));
  });
}

bool send_again(RelayProcess& relay, Ledger& ledger, const std::vector<std::size_t>& items, int lines) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> all{true};
  in_parallel(lines, [&] {
    Line line(relay.port());
    for (std::size_t at = next.fetch_add(1); at < items.size(); at = next.fetch_add(1)) {
      const int status = send_one(line, ledger, items[at]);
      if (status < 200 || status >= 300) all = false;
    }
  });
  return all;
}

void prepare(RelayProcess& relay, Ledger& ledger) {
  std::string token = relay.command({"create-token"}), answer;
  while (token.ends_with('\n')) token.pop_back();
  Line line(relay.port());
  for (int at = 0; at < people_at_first; ++at) send_one(line, ledger, ledger.new_message());
  Line other(relay.port());  // its answers acknowledge nothing
  other.ask("GET", "/api/v1/conversations?limit=100", {"Authorization: Bearer " + token}, "", &answer);
  ledger.sign_in(token);
  ledger.can_reply_in(every(answer, "sessionId"));
}

std::vector<std::string> every(const std::string& answer, const std::string& name) {
  std::vector<std::string> found;
  const std::string key = "\"" + name + "\":\"";
  for (std::size_t at = answer.find(key); at != std::string::npos; at = answer.find(key, at + 1)) {
    const std::size_t from = at + key.size();
    found.push_back(answer.substr(from, answer.find('"', from) - from));
  }
  return found;
}

}  // namespace tributary::faults
