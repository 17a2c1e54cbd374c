#pragma once
// A page and a relay in one room: what each says reaches the other when the test says so.
#include <deque>

#include "core/sync/client_session.h"
#include "core/sync/server_session.h"
#include "core/wire/snapshot.h"
#include "tests/core/desk.h"

namespace tributary {

// The desk as a relay's backend: everything durable at once, answers when told to.
struct DeskBackend : Backend {
  Desk desk;
  Epoch epoch{20, 1};
  std::vector<std::function<void()>> answers;
  bool signed_in = true;

  Position position() override { return {epoch, desk.log.size(), 1, desk.now}; }
  std::optional<SignedIn> sign_in(const wire::Hello&) override {
    if (!signed_in) return {};
    return SignedIn{{Desk::anna, Role::agent}, "Anna", "Workspace", ""};
  }
  std::string build() override { return "b1"; }
  Range lines_after(const Viewer& viewer, std::uint64_t after) override {
    Range range;
    for (const Line& line : desk.log) {
      if (line.seq <= after || !may_see(viewer, line.event)) continue;
      if (range.lines.empty()) range.oldest = line.stamp.at;
      range.lines.push_back(wire::line_text(line));
      range.bytes += range.lines.back().size();
    }
    return range;
  }
  std::vector<std::string> snapshot(const Viewer& viewer) override {
    return wire::snapshot_pieces(desk.state, viewer.agent, {}, nullptr, 700);
  }
  PageRange page(const Viewer&, ThreadId, std::uint64_t before, std::uint32_t limit) override {
    PageRange page;
    for (const Line& line : desk.log)
      if (about(desk.state, line.event).thread && (!before || line.seq < before)) page.lines.push_back(wire::line_text(line));
    page.more = page.lines.size() > limit;
    if (page.more) page.lines.erase(page.lines.begin(), page.lines.end() - limit);
    return page;
  }
  void submit(const Viewer& viewer, const wire::Submit& submit, std::function<void(std::string)> done) override {
    const Stamp stamp{desk.now, Desk::as(viewer.agent), submit.id};
    wire::Answer answer;
    answer.id = submit.id;
    const Decision decision = decide_command(desk.state, submit.command, stamp);
    answer.accepted = decision.has_value();
    if (!decision) answer.error.emplace().code = code(decision.error().why);
    if (decision)
      for (const Event& event : decision->events) {
        apply_event(desk.state, event, stamp);
        desk.log.push_back(Line{desk.log.size() + 1, stamp, event});
      }
    if (decision) answer.seq = desk.log.size();
    answers.push_back([done = std::move(done), answer] { done(wire::server_frame_text(answer)); });
  }
};

struct Office {
  DeskBackend relay;
  ClientSession client;
  std::unique_ptr<ServerSession> server;
  std::vector<std::string> late;
  std::vector<std::string> kept;   // what a browser would keep for a time without a network
  std::uint64_t sent = 0, next = 1;

  Office() { relay.desk.hear(); }

  void connect() {
    server = std::make_unique<ServerSession>(relay, [this](std::string text) { late.push_back(std::move(text)); });
    exchange(client.connected("ticket", "b1"));
    sent = server->caught_up_to();
  }
  // Both ways in the order in which it was sent, as a socket does.
  void exchange(std::vector<std::string> up) {
    std::deque<std::string> down;
    while (!up.empty() || !down.empty()) {
      for (const std::string& frame : std::exchange(up, {}))
        for (std::string& text : server->receive(frame).frames) down.push_back(std::move(text));
      if (down.empty()) break;
      up = client.receive(down.front(), relay.desk.now);
      if (client.heard().what != ClientSession::Heard::nothing) kept.push_back(down.front());
      down.pop_front();
    }
  }
  void many_write(std::uint64_t customers) {
    for (std::uint64_t who = 0; who < customers; ++who) {
      ReceiveMessage message = relay.desk.text();
      message.from = {{IdentityKind::phone, IdentityId{5, 100 + who}, "+155503" + std::to_string(10'000 + who)}};
      relay.desk.run(message);
    }
  }
  std::string new_lines() {
    const Backend::Range range = relay.lines_after(server->viewer(), sent);
    const std::uint64_t after = std::exchange(sent, relay.desk.log.size());
    return wire::lines_frame_text(relay.epoch, after, sent, range.lines, range.contents);
  }
  void publish() { exchange(client.receive(new_lines())); }
  void answer() {
    for (const auto& one : std::exchange(relay.answers, {})) one();
    for (const std::string& text : std::exchange(late, {})) exchange(client.receive(text));
  }
  ClientSession::Asked ask(Command command) { return client.ask({30, next++}, std::move(command), relay.desk.now); }
  bool in_step() const { return digest(client.state(), Desk::anna) == digest(relay.desk.state, Desk::anna); }
};

}  // namespace tributary
