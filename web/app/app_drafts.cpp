// What was begun and not sent: shown where it was left, kept by the browser at every key, and by the relay after a pause,
// for the same person's other tabs and devices.
#include <utility>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "web/app/app.h"
#include "web/app/composer.h"
#include "web/app/draft_index.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using Key = DraftBox::Key;

constexpr double pause_ms_enough = 1'000;   // in typing, before the relay is told
constexpr double writing_ends_ms = 10'000;  // after the last key nobody is writing any more
constexpr std::int64_t mark_every_ms = 1'000;

std::string marks_key(AgentId me) { return "drafts/" + to_text(me); }

bool begun(const std::map<ConversationId, std::string>& texts, ConversationId conversation) {
  const auto it = texts.find(conversation);
  return it != texts.end() && !blank(it->second);
}

}  // namespace

// ---- in this browser

std::string App::draft_key(ConversationId conversation, bool note) const {
  const AgentId me = session_->welcome() ? session_->welcome()->agent : AgentId{};
  return (note ? "note/draft/" : "draft/") + to_text(me) + "/" + to_text(conversation);
}

// Where the browser keeps nothing, nothing older stays there either: the next page would take it for the latest. What a
// person types is still in this page and goes to the relay; that it is not kept here they are told once.
void App::put_by(Key key, const std::string& text, bool typed) {
  const std::string where = draft_key(key.first, key.second);
  const platform::Stored how = platform::store(where, text);
  if (how == platform::Stored::kept) return void(not_put_by_.erase(key));
  platform::store(where, {});
  not_put_by_.insert(key);
  if (!typed || std::exchange(told_of_storage_, true)) return;
  toast(std::string(std::string_view(how == platform::Stored::full ? words::drafts_no_room : words::drafts_not_kept)), true);
}

void App::keep_draft(ConversationId conversation, const std::string& text) {
  state_.drafts[conversation] = text;
  put_by(Key{conversation, false}, text, true);
  draft_written(Key{conversation, false}, text);
}

void App::keep_note(ConversationId conversation, const std::string& text) {
  state_.composer.notes[conversation] = text;
  put_by(Key{conversation, true}, text, true);
  draft_written(Key{conversation, true}, text);
}

void App::load_draft(ConversationId conversation) {
  if (state_.drafts.count(conversation) > 0) return;
  std::string& text = state_.drafts[conversation] = platform::stored(draft_key(conversation, false));
  adopt_draft(Key{conversation, false}, text);
}

// Which tab was in front is remembered as long as a note is begun and no reply is.
void App::load_note(ConversationId conversation) {
  ComposerState& c = state_.composer;
  if (c.notes.count(conversation) > 0) return;
  std::string& text = c.notes[conversation] = platform::stored(draft_key(conversation, true));
  adopt_draft(Key{conversation, true}, text);
  if (!blank(text) && !begun(state_.drafts, conversation)) c.noting.insert(conversation);
}

// One that a page before this one kept without a mark: nobody but this browser has it, and nobody knows how old it is.
void App::adopt_draft(DraftBox::Key key, const std::string& text) {
  if (text.empty() || !session_->welcome() || session_->drafts().find(key)) return;
  session_->drafts().recall(key, DraftBox::Begun{text, Instant{1}, false});
  mark_draft(key);
}

void App::mark_draft(DraftBox::Key key) {
  const std::string where = marks_key(session_->welcome()->agent);
  DraftMarks marks = draft_marks_of(platform::stored(where));
  const DraftBox::Begun* now_is = session_->drafts().find(key);
  const auto was = marks.find(key);
  const bool here = now_is && not_put_by_.count(key) == 0;
  if (here && was != marks.end() && now_is->saved == was->second.saved && now_is->edited.ms - was->second.edited.ms < mark_every_ms) return;
  if (here) marks[key] = DraftMark{now_is->edited, now_is->saved};
  else marks.erase(key);
  platform::store(where, draft_marks_text(marks));
}

// Before anything is heard from the relay: what an earlier page has left is compared with it.
void App::know_drafts() {
  const auto& welcome = session_->welcome();
  if (!welcome || session_->drafts().owner() == welcome->agent) return;
  DraftBox& box = session_->drafts();
  box.belongs_to(welcome->agent);
  for (const auto& [key, mark] : draft_marks_of(platform::stored(marks_key(welcome->agent)))) {
    const std::string text = platform::stored(draft_key(key.first, key.second));
    if (text.empty() && mark.saved) continue;
    box.recall(key, DraftBox::Begun{text, mark.edited, mark.saved});
    hold_draft(key, text);
  }
}

// Whoever signs out leaves only what the relay does not have yet.
void App::leave_drafts() {
  const auto& welcome = session_->welcome();
  if (!welcome) return;
  DraftMarks marks = draft_marks_of(platform::stored(marks_key(welcome->agent)));
  for (auto it = marks.begin(); it != marks.end();) {
    if (it->second.saved) platform::store(draft_key(it->first.first, it->first.second), {});
    it = it->second.saved ? marks.erase(it) : std::next(it);
  }
  platform::store(marks_key(welcome->agent), draft_marks_text(marks));
}

// ---- at the relay

void App::draft_written(DraftBox::Key key, const std::string& text) {
  if (!session_->welcome()) return;
  know_drafts();
  session_->drafts().write(key, text, now());
  mark_draft(key);
  drafts_due_ms_ = platform::now_ms() + (text.empty() ? 0 : pause_ms_enough);
}

void App::draft_typed(DraftBox::Key key) {
  session_->drafts().writing(key);
  draft_typed_ms_ = platform::now_ms();
}

// The field was left, the conversation, or the page.
void App::save_drafts() {
  session_->drafts().writing({});
  drafts_due_ms_ = 0;
  if (session_->link() == ClientSession::Link::live) link_.send(session_->save_drafts());
}

void App::tend_drafts() {
  if (!session_->welcome() || state_.page == Page::sign_in) return;
  know_drafts();
  DraftBox& box = session_->drafts();
  for (const DraftBox::Key& key : box.take_changed()) {
    const DraftBox::Begun* now_is = box.find(key);
    const std::string text = now_is ? now_is->text : std::string();
    mark_draft(key);
    if (hold_draft(key, text)) platform::set_field_text(key.second ? nodes::note_field(key.first) : nodes::composer(key.first), text);
  }
  const double now_ms = platform::now_ms();
  if (now_ms >= draft_typed_ms_ + writing_ends_ms) box.writing({});
  const bool may = session_->link() == ClientSession::Link::live && box.wants_save();
  if (!may) drafts_due_ms_ = 0;
  else if (drafts_due_ms_ == 0) drafts_due_ms_ = now_ms + pause_ms_enough;
  if (!may) return;
  if (now_ms < drafts_due_ms_) return platform::wake_after(drafts_due_ms_ - now_ms);
  drafts_due_ms_ = 0;
  link_.send(session_->save_drafts());
}

// True: something else stood there. A note that nobody here had begun comes to the front as long as no reply is begun.
bool App::hold_draft(DraftBox::Key key, const std::string& text) {
  auto& texts = key.second ? state_.composer.notes : state_.drafts;
  const auto was = texts.find(key.first);
  if (was != texts.end() && was->second == text) return false;
  const bool fresh_note = key.second && !blank(text) && !begun(texts, key.first) && !begun(state_.drafts, key.first);
  if (fresh_note && input_.focused != nodes::composer(key.first)) state_.composer.noting.insert(key.first);
  texts[key.first] = text;
  put_by(key, text, false);
  return true;
}

}  // namespace tributary::app
