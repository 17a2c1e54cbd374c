// What the relay's frames do to the browser's end.
#include <algorithm>

#include "core/base/planted.h"
#include "core/sync/client_outbox.h"
#include "core/sync/client_session.h"
#include "core/wire/snapshot.h"

namespace tributary {
namespace {

constexpr std::size_t news_max = 200;  // whoever asks seldom hears of the first ones only

Line as_news(const State& before, Line line) {
  auto* edited = std::get_if<NoteEdited>(&line.event);
  const Note* note = edited ? before.notes.find(edited->note) : nullptr;
  if (note)
    std::erase_if(edited->mentions, [note](AgentId one) { return std::find(note->mentions.begin(), note->mentions.end(), one) != note->mentions.end(); });
  return line;
}

bool too_fast(const wire::Answer& answer) { return !answer.accepted && answer.error && answer.error->code == "too_many"; }

}  // namespace

std::vector<std::string> ClientSession::take(const wire::Welcome& welcome, Instant local) {
  if (local.ms != 0) clock_offset_ms_ = welcome.now.ms - local.ms;
  const bool somebody_else = welcome_ && welcome_->agent != welcome.agent;
  if (somebody_else) drafts_ = DraftBox();
  welcome_ = welcome;
  heard_.what = Heard::welcome;
  if (!build_.empty() && !welcome.build.empty() && welcome.build != build_) {
    Notice notice;
    notice.kind = Notice::Kind::reload_needed;
    notice.code = "reload_needed";
    notice.message = "A newer version is ready. Reload the page; what you have typed is kept.";
    notices_.push_back(std::move(notice));
  }
  ++version_;
  return somebody_else ? std::vector<std::string>() : next_submit();
}

// Accepted only when it continues where we are (P5a). What overlaps is heard already; a hole, or another
// history, cannot be mended on this socket.
std::vector<std::string> ClientSession::take(const wire::Lines& frame) {
  if (frame.epoch != epoch_ || filling_ || (frame.after > replica_.sequence() && !PLANTED(4))) {
    wants_reconnect_ = true;
    return {};
  }
  for (const Content& content : frame.contents) words_.put(content);
  if (frame.upto > replica_.sequence()) heard_.what = Heard::lines;
  for (const Line& line : frame.lines) {
    if (line.seq <= replica_.sequence()) continue;
    if (was_live_ && news_.size() < news_max) news_.push_back(as_news(replica_.confirmed(), line));
    replica_.advance(line.seq - 1);  // what lies between is not for us
    replica_.receive(line);
    take_line(line);
  }
  replica_.advance(frame.upto);
  settle_what_has_arrived();
  changed();
  live_if_caught_up();
  return {};
}

// The line's own command is answered by the line itself: its prediction must not stand beside it.
bool ClientSession::take_line(const Line& line) {
  replica_.settle(line.stamp.cause);
  under_way_.erase(line.stamp.cause);
  count_own(line);
  const auto it = threads_.find(about(replica_.confirmed(), line.event).thread);
  if (it == threads_.end()) return false;
  Loaded& thread = it->second;
  if (!thread.shown) {
    thread.meanwhile.push_back(line);
    return false;
  }
  if (line.seq <= thread.newest && !PLANTED(6)) return false;  // its page had it
  thread.view.add_newer(line);
  thread.newest = line.seq;
  return true;
}

std::vector<std::string> ClientSession::take(const wire::Snapshot& frame) {
  if (link_ != Link::catching_up) return {};  // an echo: we are past that
  if (frame.part == 0) {
    filling_ = &replica_.confirmed_for_snapshot();
    snapshot_parts_seen_ = 0;
    epoch_ = {};  // half a snapshot is no place to continue from
    begin_threads_anew();
  }
  Contents contents;
  std::vector<ConversationId> brought;
  if (!filling_ || frame.part != snapshot_parts_seen_ || !wire::load_piece(frame.state, *filling_, contents, &brought)) {
    filling_ = nullptr;
    wants_reconnect_ = true;
    return {};
  }
  for (const Content& content : contents) words_.put(content);
  for (ConversationId id : brought) replica_.touch(id);
  ++snapshot_parts_seen_;
  heard_.what = frame.part == 0 ? Heard::first_piece : Heard::piece;
  if (frame.parts == 0 || snapshot_parts_seen_ < frame.parts) {  // 0: the relay does not know yet how many
    changed();
    std::vector<std::string> frames = frame.part == 0 ? ask_for_unshown_threads() : std::vector<std::string>();
    if (frame.part == 0 || snapshot_parts_seen_ % static_cast<std::uint32_t>(limits::snapshot_parts_per_ack) == 0)
      frames.push_back(wire::client_frame_text(wire::Ack{snapshot_parts_seen_}));
    return frames;
  }
  epoch_ = frame.epoch;
  finish_snapshot(frame.at);
  return ask_for_unshown_threads();
}

// Threads that are open may have missed any number of lines: they begin anew from their newest page. What is asked for
// while the snapshot is under way is newer than it.
void ClientSession::begin_threads_anew() {
  for (auto& [id, thread] : threads_) {
    Loaded fresh;
    fresh.loading = thread.loading && !thread.shown;  // that page will be new enough: it is still to come
    fresh.opened = thread.opened;
    thread = std::move(fresh);
  }
}

void ClientSession::finish_snapshot(std::uint64_t at) {
  filling_ = nullptr;
  replica_.loaded(at);
  settle_what_has_arrived();
  changed();
  live_if_caught_up();
}

std::vector<std::string> ClientSession::take(const wire::Page& page) {
  const auto it = threads_.find(page.thread);
  if (it == threads_.end() || !it->second.loading) return {};
  Loaded& thread = it->second;
  if (page.before != (thread.shown ? thread.oldest : 0)) return {};  // asked for in another life
  for (const Content& content : page.contents) words_.put(content);
  heard_ = Kept{thread.shown ? Heard::page : Heard::first_page, page.thread};
  thread.loading = false;
  thread.more = page.more;
  if (thread.shown) thread.view.add_older(page.lines);
  else show_first_page(thread, page);
  if (!page.lines.empty()) thread.oldest = page.lines.front().seq;
  changed();
  return {};
}

void ClientSession::show_first_page(Loaded& thread, const wire::Page& page) {
  thread.shown = true;
  thread.view.add_older(page.lines);
  if (!page.lines.empty()) thread.newest = page.lines.back().seq;
  for (const Line& line : std::exchange(thread.meanwhile, {})) {
    if (line.seq <= thread.newest) continue;
    thread.view.add_newer(line);
    thread.newest = line.seq;
    if (thread.oldest == 0) thread.oldest = line.seq;
  }
}

std::vector<std::string> ClientSession::take(const wire::Answer& answer) {
  if (answer.accepted && answer.seq > replica_.sequence()) {
    under_way_.erase(answer.id);
    held_.emplace(answer.seq, answer.id);
    return {};
  }
  if (too_fast(answer)) {  // not a no: it goes out again a little later, and what came after it behind it
    under_way_.erase(answer.id);
    draining_ = true;
    resume_at_ = Instant{};
    return {};
  }
  under_way_.erase(answer.id);
  const auto& all = replica_.pending();
  const auto asked = std::find_if(all.begin(), all.end(), [&](const Replica::Pending& one) { return one.id == answer.id; });
  if (asked != all.end() && !answer.accepted) {
    const Replica::Pending refused = *asked;
    notices_.push_back(refusal_of(refused, answer));
    if (answer.error && answer.error->code == "stale") withdraw_after(refused, answer);
    else keep_open_after(refused);
  }
  replica_.settle(answer.id);
  changed();
  return {};
}

std::vector<std::string> ClientSession::take(const wire::Presence& presence) {
  presence_ = presence;
  ++version_;
  return {};
}

// Once it is known what there is, what was written meanwhile is added to it.
std::vector<std::string> ClientSession::take(const wire::Drafts& frame) {
  drafts_.take(frame);
  ++version_;
  return frame.whole ? save_drafts() : std::vector<std::string>();
}

std::vector<std::string> ClientSession::take(const wire::PreferencesChanged& changed) {
  preferences_revision_ = changed.revision;
  return {};
}

std::vector<std::string> ClientSession::take(const wire::Bye& bye) {
  farewell_ = bye.code;
  ++version_;
  if (bye.code != "not_signed_in" && bye.code != "signed_out") return {};
  link_ = Link::ended;
  Notice notice;
  notice.kind = Notice::Kind::signed_out;
  notice.code = bye.code;
  notice.message = bye.message;
  notices_.push_back(std::move(notice));
  return {};
}

void ClientSession::settle_what_has_arrived() {
  while (!held_.empty() && held_.begin()->first <= replica_.sequence()) {
    replica_.settle(held_.begin()->second);
    held_.erase(held_.begin());
  }
}

void ClientSession::live_if_caught_up() {
  if (link_ == Link::catching_up && welcome_ && replica_.sequence() >= welcome_->seq) link_ = Link::live;
}

}  // namespace tributary
