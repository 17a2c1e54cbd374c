#include "core/sync/server_session.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/sync/draft_frames.h"

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
  return (hello.epoch != position.epoch && !PLANTED(66)) || hello.seq > position.head || hello.seq + 1 < position.oldest_kept ||
         position.head - hello.seq > static_cast<std::uint64_t>(limits::snapshot_events_behind_max);
}

// No frame is much larger than a piece of a snapshot: a page takes each in within one of its own.
void lines_in_frames(Epoch epoch, std::uint64_t after, std::uint64_t upto, const Backend::Range& range, std::vector<std::string>& frames) {
  constexpr auto bytes_max = static_cast<std::size_t>(limits::snapshot_chunk_bytes_max);
  std::vector<std::string> lines, contents;
  std::size_t bytes = 0;
  const auto send = [&](std::uint64_t up) {
    frames.push_back(wire::lines_frame_text(epoch, after, up, lines, contents));
    lines.clear();
    contents.clear();
    bytes = 0;
    after = up;
  };
  const bool splits = range.seqs.size() == range.lines.size();
  for (const std::string& content : range.contents) {  // words before the lines that speak of them
    if (splits && bytes + content.size() > bytes_max && bytes > 0) send(after);
    bytes += content.size();
    contents.push_back(content);
  }
  for (std::size_t i = 0; i < range.lines.size(); ++i) {
    if (splits && bytes + range.lines[i].size() > bytes_max && bytes > 0) send(i > 0 ? range.seqs[i - 1] : after);
    bytes += range.lines[i].size();
    lines.push_back(range.lines[i]);
  }
  send(upto);
}

// All pieces at once, for whoever has few.
class AllPieces final : public Backend::Snapshot {
 public:
  AllPieces(std::vector<std::string> pieces, std::uint64_t of) : pieces_(std::move(pieces)) { at = of; }
  std::string next() override { return std::move(pieces_[sent_++]); }
  bool finished() const override { return sent_ == pieces_.size(); }

 private:
  std::vector<std::string> pieces_;
  std::size_t sent_ = 0;
};

bool not_worth_it(const Backend::Range& range, Instant now, std::size_t snapshot_bytes) {
  if (range.lines.empty()) return false;
  return now.ms - range.oldest.ms > limits::snapshot_age_behind_max_ms || range.bytes > snapshot_bytes;
}

}  // namespace

std::unique_ptr<Backend::Snapshot> Backend::all_pieces(std::vector<std::string> pieces, std::uint64_t at) {
  return std::make_unique<AllPieces>(std::move(pieces), at);
}

ServerSession::ServerSession(Backend& backend, std::function<void(std::string)> late)
    : backend_(backend), late_(std::move(late)) {}

ServerSession::~ServerSession() = default;

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
  if (const auto drafts = backend_.drafts(viewer_))
    for (std::string& frame : draft_frames(*drafts)) reaction.frames.push_back(std::move(frame));
  joined_ = true;
  return reaction;
}

void ServerSession::catch_up(const wire::Hello& hello, const Backend::Position& position, std::vector<std::string>& frames) {
  if (!out_of_reach(hello, position)) {
    const Backend::Range range = backend_.lines_after(viewer_, hello.seq + (PLANTED(65) ? 1u : 0u));
    if (!not_worth_it(range, position.now, backend_.snapshot_bytes_about())) {
      lines_in_frames(position.epoch, hello.seq, position.head, range, frames);
      cursor_ = position.head;
      return;
    }
  }
  snapshot_ = backend_.open_snapshot(viewer_);
  cursor_ = snapshot_->at;
  parts_sent_ = parts_acked_ = 0;
  send_pieces(frames);
}

// A few pieces ahead of what the page has taken in: neither side holds a whole snapshot, and the relay serves others
// between two of them. What happened meanwhile follows as lines.
void ServerSession::send_pieces(std::vector<std::string>& frames) {
  const int ahead = parts_acked_ == 0 ? limits::snapshot_parts_first : limits::snapshot_parts_ahead;
  while (!snapshot_->finished() && parts_sent_ < parts_acked_ + static_cast<std::uint32_t>(ahead)) {
    std::string piece = snapshot_->next();
    ++parts_sent_;
    const std::uint32_t parts = snapshot_->finished() ? parts_sent_ : 0;
    frames.push_back(wire::server_frame_text(wire::Snapshot{backend_.position().epoch, snapshot_->at + (PLANTED(67) ? 1u : 0u), parts_sent_ - 1, parts, std::move(piece)}));
  }
  if (!snapshot_->finished()) return;
  snapshot_.reset();
  send_rest(frames);
}

void ServerSession::send_rest(std::vector<std::string>& frames) {
  for (Backend::Position position = backend_.position(); cursor_ < position.head;) {
    const Backend::Range range = backend_.lines_after(viewer_, cursor_);
    const std::uint64_t upto = range.upto ? range.upto : position.head;
    lines_in_frames(position.epoch, cursor_, upto, range, frames);
    cursor_ = upto;
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

ServerSession::Reaction ServerSession::take(const wire::Ack& ack) {
  Reaction reaction;
  if (!snapshot_ || ack.seq > parts_sent_) return reaction;
  parts_acked_ = std::max(parts_acked_, static_cast<std::uint32_t>(ack.seq));
  send_pieces(reaction.frames);
  return reaction;
}

ServerSession::Reaction ServerSession::take(const wire::PresenceUpdate& update) {
  backend_.looking(viewer_, update);
  return {};
}

ServerSession::Reaction ServerSession::take(const wire::SaveDrafts& save) {
  backend_.save_drafts(viewer_, save.drafts);
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
