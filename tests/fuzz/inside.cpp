// F5, F11, F12, F15, F17: what our own two ends say to each other, and what people type.
#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/engine/engine.h"
#include "core/inbox/variables.h"
#include "core/sync/client_session.h"
#include "core/sync/server_session.h"
#include "core/view/search_query.h"
#include "core/wire/frame.h"
#include "core/wire/snapshot.h"
#include "tests/fuzz/request_fuzz.h"
#include "tests/fuzz/targets.h"

namespace tributary::fuzz {

namespace {

// Knows one ticket and counts what reached it: nothing may before that ticket was shown.
class Guarded final : public Backend {
 public:
  bool in = false;
  Position position() override { return {Epoch{1, 2}, 7, 1, Instant{1'790'000'000'000}}; }
  std::optional<SignedIn> sign_in(const wire::Hello& hello) override {
    if (hello.ticket != "the-ticket") return std::nullopt;
    in = true;
    return SignedIn{{AgentId{3, 4}, Role::agent}, "Ada", "Tributary", ""};
  }
  std::string build() override { return "b"; }
  Range lines_after(const Viewer&, std::uint64_t) override { return demand(in), Range{}; }
  std::vector<std::string> snapshot(const Viewer&) override { return demand(in), std::vector<std::string>{"{}"}; }
  PageRange page(const Viewer&, ThreadId, std::uint64_t, std::uint32_t limit) override { return demand(in && limit > 0 && limit <= static_cast<std::uint32_t>(limits::page_lines_max)), PageRange{}; }
  void submit(const Viewer& viewer, const wire::Submit& submit, std::function<void(std::string)>) override { demand(in && submit.id && may_submit(viewer, submit.command)); }
  void looking(const Viewer&, const wire::PresenceUpdate&) override { demand(in); }
};

// The lines of the input, one text frame each.
std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= bytes.size() && out.size() < 40;) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    out.push_back(bytes.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

// The socket's conversation: no frame gets past a missing sign-in, each answer is a frame of the table, and a close
// has one of the codes that docs/protocol.md names.
void sync_frames(std::string_view bytes) {
  Guarded backend;
  ServerSession session(backend, [](std::string) {});
  static const std::set<int> codes{0, 4400, 4401};
  for (const std::string_view text : lines_of(bytes)) {
    const auto reaction = session.receive(text);
    demand(codes.count(reaction.close) == 1);
    for (const std::string& frame : reaction.frames) demand(wire::parse_server_frame(frame).has_value());
    if (!backend.in) demand(reaction.close == 4401 && !session.signed_in());
    if (reaction.close) return;
  }
}

// Saved replies: the part before the first line's end is the text, the rest its values. Words are never read again.
void blanks(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view text = bytes.substr(0, end), rest = bytes.substr(std::min(end + 1, bytes.size()));
  const auto names = variables_in(text);
  Values values;
  std::size_t values_bytes = 0;
  for (const std::string& name : names) {
    demand(!name.empty() && text.find(name) != std::string_view::npos);
    values.push_back({name, "<" + std::string(rest.substr(0, 200)) + "{{" + name + "}}>"});
    values_bytes += values.back().second.size();
  }
  demand(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  demand(missing_values(text, values).empty() && missing_values(text, {}).size() == names.size());
  const auto filled = filled_in(text, values);
  demand(filled.has_value());
  if (names.empty()) demand(*filled == text);
  else demand(filled_in(text, {}).has_error());
  demand(filled->size() <= text.size() + text.size() / 5 * (values_bytes + 1));
}

// A search is words, never a program: all that comes out was typed, and it means the same when read again.
void search_words(std::string_view bytes) {
  const SearchQuery query = parse_search(bytes);
  std::size_t total = 0;
  for (const auto* words : {&query.words, &query.without})
    for (const auto& one : *words) total += one.text.size(), demand(!one.text.empty());
  for (const auto* names : {&query.from, &query.without_from, &query.tags, &query.without_tags, &query.assignees, &query.without_assignees})
    for (const auto& name : *names) total += name.size();
  demand(total <= 3 * bytes.size() + 64);
  demand(query.statuses.size() <= 64 + bytes.size() && query.channels.size() <= 64 + bytes.size());
  for (const auto& day : {query.before, query.after})
    if (day) demand(day->month >= 1 && day->month <= 12 && day->day >= 1 && day->day <= 31);
  demand(parse_search(bytes) == query);
}

// What is stored and sent reads back as what it was, and nothing damaged passes for a record.
void log_records(std::string_view bytes) {
  if (const auto event = wire::parse_event(bytes)) {
    const std::string text = wire::event_text(*event);
    const auto again = wire::parse_event(text);
    demand(again && wire::event_text(*again) == text && again->index() == event->index());
  }
  if (const auto command = wire::parse_command(bytes)) {
    const std::string text = wire::command_text(*command);
    const auto again = wire::parse_command(text);
    demand(again && wire::command_text(*again) == text);
  }
  if (const auto content = wire::parse_content(bytes)) {
    const std::string text = wire::content_text(*content);
    const auto again = wire::parse_content(text);
    demand(again && wire::content_text(*again) == text && wire::key_of(*again).kind == wire::key_of(*content).kind);
  }
  if (const auto line = wire::parse_line(bytes)) {
    const auto again = wire::parse_line(wire::line_text(*line));
    demand(again && again->seq == line->seq);
  }
  State state;
  Contents contents;
  (void)wire::load_piece(bytes, state, contents);
}

// The page's end: whatever the relay says, it neither falls over nor moves its cursor without a reason.
void client_decoder(std::string_view bytes) {
  ClientSession client;
  (void)client.connected("the-ticket", "b");
  for (const std::string_view text : lines_of(bytes)) {
    for (const std::string& frame : client.receive(text, Instant{1'790'000'000'000})) demand(wire::parse_client_frame(frame).has_value());
    (void)client.take_notices();
    demand(client.waiting() == 0);  // we asked for nothing
    if (client.wants_reconnect()) client.disconnected(), (void)client.connected("the-ticket", "b");
  }
}

}  // namespace tributary::fuzz
