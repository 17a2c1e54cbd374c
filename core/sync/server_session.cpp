#include "core/sync/server_session.h"

#include <algorithm>

namespace tributary {
namespace {

constexpr int complaints_max = 3;
constexpr std::uint16_t close_nonsense = 4400, close_unauthenticated = 4401;

wire::ErrorBody error_of(std::string code, std::string message) {
  wire::ErrorBody error;
  error.code = std::move(code);
  error.message = std::move(message);
  return error;
}

std::string refusal_text(CommandId id, wire::ErrorBody error) {
  wire::Answer answer;
  answer.id = id;
  answer.error = std::move(error);
  return wire::server_frame_text(answer);
}

ServerSession::Reaction farewell(std::uint16_t close, std::string code, std::string message) {
  return {{wire::server_frame_text(wire::Bye{std::move(code), std::move(message)})}, close};
}

wire::Welcome welcome_of(const Backend::Position& position, const Backend::SignedIn& who, std::string build) {
  wire::Welcome welcome;
  welcome.epoch = position.epoch;
  welcome.seq = position.head;
  welcome.agent = who.viewer.agent;
  welcome.role = who.viewer.role;
  welcome.name = who.name;
  welcome.tenant = who.tenant;
  welcome.build = std::move(build);
  welcome.now = position.now;
  welcome.notice = who.notice;
  return welcome;
}

// A cursor we cannot continue from: another history, ahead of ours, or too far behind (P5b).
bool out_of_reach(const wire::Hello& hello, const Backend::Position& position) {
  return hello.epoch != position.epoch || hello.seq > position.head || hello.seq + 1 < position.oldest_kept ||
         position.head - hello.seq > static_cast<std::uint64_t>(limits::snapshot_events_behind_max);
}

bool not_worth_it(const Backend::Range& range, Instant now, std::size_t snapshot_bytes) {
  if (range.lines.empty()) return false;
  return now.ms - range.oldest.ms > limits::snapshot_age_behind_max_ms || range.bytes > snapshot_bytes;
}

}  // namespace

ServerSession::ServerSession(Backend& backend, std::function<void(std::string)> late)
    : backend_(backend), late_(std::move(late)) {}

ServerSession::Reaction ServerSession::receive(std::string_view text) {
  const auto frame = wire::parse_client_frame(text);
  if (!joined_ && !(frame && std::holds_alternative<wire::Hello>(*frame)))
    return farewell(close_unauthenticated, "not_signed_in", "Say hello first, with a ticket.");
  if (!frame) return complaint();
  return std::visit([this](const auto& one) { return take(one); }, *frame);
}

ServerSession::Reaction ServerSession::take(const wire::Hello& hello) {
  if (joined_) return complaint();
  const auto who = backend_.sign_in(hello);
  if (!who) return farewell(close_unauthenticated, "not_signed_in", "Your session has ended. Sign in again.");
  viewer_ = who->viewer;
  const Backend::Position position = backend_.position();
  Reaction reaction;
  reaction.frames.push_back(wire::server_frame_text(welcome_of(position, *who, backend_.build())));
  catch_up(hello, position, reaction.frames);
  cursor_ = position.head;
  joined_ = true;
  return reaction;
}

void ServerSession::catch_up(const wire::Hello& hello, const Backend::Position& position, std::vector<std::string>& frames) {
  if (!out_of_reach(hello, position)) {
    const Backend::Range range = backend_.lines_after(viewer_, hello.seq);
    if (!not_worth_it(range, position.now, backend_.snapshot_bytes_about())) {
      frames.push_back(wire::lines_frame_text(position.epoch, hello.seq, position.head, range.lines, range.contents));
      return;
    }
  }
  std::vector<std::string> pieces = backend_.snapshot(viewer_);
  for (std::size_t part = 0; part < pieces.size(); ++part) {
    wire::Snapshot frame{position.epoch, position.head, static_cast<std::uint32_t>(part),
                         static_cast<std::uint32_t>(pieces.size()), std::move(pieces[part])};
    frames.push_back(wire::server_frame_text(frame));
  }
}

ServerSession::Reaction ServerSession::take(const wire::Submit& submit) {
  if (!submit.id) return complaint();
  if (!may_submit(viewer_, submit.command))
    return {{refusal_text(submit.id, error_of("not_allowed", sentence(Refused(Refusal::not_allowed))))}, 0};
  backend_.submit(viewer_, submit, late_);
  return {};
}

ServerSession::Reaction ServerSession::take(const wire::PageRequest& request) {
  const auto limit = request.limit == 0 ? static_cast<std::uint32_t>(limits::page_lines_usual)
                                        : std::min(request.limit, static_cast<std::uint32_t>(limits::page_lines_max));
  const Backend::PageRange page = backend_.page(viewer_, request.thread, request.before, limit);
  return {{wire::page_frame_text(request.thread, request.before, page.more, page.lines, page.contents)}, 0};
}

ServerSession::Reaction ServerSession::take(const wire::Ack&) { return {}; }

ServerSession::Reaction ServerSession::take(const wire::PresenceUpdate& update) {
  backend_.looking(viewer_, update);
  return {};
}

ServerSession::Reaction ServerSession::complaint() {
  const Instant now = backend_.position().now;
  if (complaints_ == 0 || now.ms - complaints_since_.ms > limits::minute_ms) {
    complaints_ = 0;
    complaints_since_ = now;
  }
  if (++complaints_ >= complaints_max) return farewell(close_nonsense, "bad_frame", "Too many frames that make no sense.");
  return {{refusal_text({}, error_of("bad_frame", "This frame makes no sense. The table of frames is in docs/protocol.md."))}, 0};
}

}  // namespace tributary
