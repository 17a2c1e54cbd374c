#include "web/app/app.h"

#include <algorithm>

#include "web/app/columns.h"
#include "web/app/page_layout.h"
#include "web/app/panes.h"
#include "web/app/rehearsal.h"
#include "web/app/words.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr std::string_view told_key = "relay_said";
constexpr double telling_after_ms = 1'000;  // the last change: a slider is moved in steps

}  // namespace

App::App() : session_(std::make_unique<ClientSession>()), link_(session_, state_) {
  state_.prefs = kept_ = load_preferences();
  preferences_.told = platform::stored(told_key);
  asked_language_ = state_.prefs.language;  // the page brings its words by itself, before the first frame
  remember_recent(platform::stored(recent_key));
  platform::set_text_styles(text_styles());
}

Instant App::now() const { return session_->relay_now(Instant{static_cast<std::int64_t>(platform::now_ms())}); }

int App::frame(double dt_s) {
  link_.begin();
  link_.tick();
  prepare();
  const int wanted = draw(dt_s);
  input_.forget();
  platform::Stats stats = text::stats();
  stats.placed = static_cast<double>(session_->inbox().placed());
  platform::report(stats);
  return wanted;
}

// Facts first: what the relay said since the last frame.
void App::prepare() {
  tend_later();
  if (asked_language_ != state_.prefs.language) platform::want_language(asked_language_ = state_.prefs.language);
  take_notices();
  keep_not_sent();
  tend_drafts();
  tend_preferences();
  prune_toasts();
  open_thread();
  tend_contact_page();
  tend_search();
  tend_seek();
  if (state_.page == Page::admin && !state_.admin.asked) refresh_admin();
  if ((state_.page == Page::channels) != state_.channels.asked && platform::later_here()) tend_channels();
  tend_health();
  if (state_.open && session_->welcome()) load_draft(state_.open), load_note(state_.open);
  inbox_.look(*session_, state_.view, state_.filter);
  load_drafts_in_view();
  const auto& welcome = session_->welcome();
  if (welcome && !welcome->build.empty() && !platform::build_id().empty() && welcome->build != platform::build_id()) state_.new_version = true;
}

int App::draw(double dt_s) {
  follow_preferences();
  platform::prefer_text_in_dom(static_cast<int>(state_.prefs.sharper_text));
  const platform::Screen screen = platform::screen();
  const bool reduced = is_on(state_.prefs.reduced_motion, screen.reduced_motion);
  ui_.begin(screen, theme_, sizes_of(state_.prefs.density, screen.coarse || screen.width < size::narrow_below), input_, dt_s, reduced);
  Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  f.wants_frame = inbox_.filling();
  take_keys(f);
  draw_page(f);
  if (!state_.beside.waiting.empty() && platform::later_stands()) rehearse_beside(f);
  passages_.look(f);
  ui_.end();
  tell_results(f);
  after(f);
  const Intents wanted = std::move(intents_);
  intents_.clear();
  for (const Intent& intent : wanted) act(intent);
  const bool looks_otherwise = keep_preferences();
  return wanted.empty() && !f.wants_frame && !ui_.moving() && !looks_otherwise ? 0 : 1;
}

// Theme and text size; both may change under us (a setting, the system, another tab).
void App::follow_preferences() {
  const float zoom = static_cast<float>(std::clamp(state_.prefs.text_percent, 90, 150)) / 100;
  if (zoom != zoom_) {
    platform::set_zoom(zoom_ = zoom);
    platform::set_text_styles(text_styles());
    text::invalidate();
  }
  const platform::Screen screen = platform::screen();
  ThemeChoice choice = state_.prefs.theme;
  if (choice == ThemeChoice::system && screen.more_contrast) choice = ThemeChoice::contrast;
  theme_ = screen.forced_colors ? forced_theme(platform::system_colours()) : theme(look_of(choice, screen.system_theme));
  state_.dark = theme_.dark;
  const platform::PageColours colours{theme_.bg, theme_.focus, with_alpha(theme_.accent, theme_.dark ? 97 : 72), theme_.text,
                                      with_alpha(theme_.border_strong, theme_.strong ? 255 : 140), theme_.dark, theme_.strong,
                                      is_on(state_.prefs.reduced_motion, screen.reduced_motion)};
  if (!(colours == colours_)) platform::set_page_colours(colours_ = colours);
}

// Whoever is back at the newest message needs what was read above no more.
void App::let_go_of_history() {
  constexpr std::size_t many = 3'000, enough = 600;
  const Conversation* conversation = state_.open && state_.thread.at_bottom ? session_->state().conversations.find(state_.open) : nullptr;
  const ThreadView* thread = conversation ? session_->thread(conversation->thread) : nullptr;
  if (thread && thread->entries().size() > many) session_->keep_newest(conversation->thread, enough);
}

void App::after(const Frame& f) {
  put_words();
  let_go_of_history();
  show_presence();
  announcer_.look(*session_, state_.link_lost_ms > 0 && session_->welcome().has_value(), state_.speaks);
  platform::set_title(words::product, static_cast<int>(inbox_.unread()));
  if (!state_.page_visible) return;
  if (f.wants_minute) platform::wake_after(static_cast<double>(limits::minute_ms));
  // "14:02" becomes "Mon" at midnight; looking every quarter of an hour is near enough.
  const int day = platform::day_number(platform::now_ms());
  if (day_ != day && day_ != 0) platform::kick(1);
  day_ = day;
  platform::wake_after(static_cast<double>(15 * limits::minute_ms));
}

bool App::keep_preferences() {
  if (state_.prefs == kept_) return false;
  save_preferences(kept_ = state_.prefs);
  keep_told();
  preferences_.due_ms = platform::now_ms() + telling_after_ms;
  return true;
}

// Always with the preferences of the same page: another tab has both as it knows them.
void App::keep_told() {
  if (!preferences_.told.empty()) platform::store(told_key, preferences_.told);
}

// Not before the second part is here by itself: nobody waits for this.
void App::tend_preferences() {
  auto& p = preferences_;
  if (session_->link() != ClientSession::Link::live || !session_->welcome() || state_.page == Page::sign_in) {
    p.busy = p.heard = false;
    p.due_ms = 0;
    p.said.clear();
    return;
  }
  if (p.busy || (p.heard && p.due_ms == 0) || !platform::later_stands()) return;
  const double left = p.due_ms - platform::now_ms();
  if (left > 0) return platform::wake_after(left);
  share_preferences();
}

// The relay has other ones. Who told it them knows the revision; what is under way may have been asked before them.
void App::hear_of_preferences() {
  auto& p = preferences_;
  const std::string revision = session_->take_preferences_revision();
  if (revision.empty() || (!p.busy && revision == p.revision)) return;
  p.said = p.busy ? revision : std::string();
  p.heard = false;
  tend_preferences();  // a hidden page draws no frames
}

// The address may name a conversation before its snapshot has arrived.
void App::open_thread() {
  const Conversation* conversation = state_.open ? session_->state().conversations.find(state_.open) : nullptr;
  if (!conversation) return;
  if (session_->link() != ClientSession::Link::live && session_->link() != ClientSession::Link::catching_up) return;
  const ThreadId thread = conversation->thread;
  const bool there = session_->thread(thread) || session_->loading(thread);
  if (!there || thread_opened_ != thread) link_.send(session_->open_thread(thread));  // the one looked at last is held longest
  thread_opened_ = thread;
  if (!session_->loading(thread)) load_beside();
}

// j and k come to these: what they say is here before, so that the next conversation is there on the next frame.
void App::load_beside() {
  const std::optional<std::size_t> at = inbox_.position(state_.open);
  if (beside_ == state_.open || !at || platform::screen().width < pane::one_below) return;
  beside_ = state_.open;
  state_.beside.waiting.clear();
  for (const std::size_t position : {*at + 1, *at - 1}) {
    if (position >= inbox_.count()) continue;  // also the one above the first
    const Conversation* next = session_->state().conversations.find(inbox_.id_at(position));
    if (!next || session_->thread(next->thread)) continue;
    link_.send(session_->open_thread(next->thread));
    state_.beside.waiting.push_back(next->id);
  }
}

void App::take_notices() {
  for (const ClientSession::Notice& notice : session_->take_notices()) {
    switch (notice.kind) {
      case ClientSession::Notice::Kind::signed_out: link_.session_ended(); break;
      case ClientSession::Notice::Kind::reload_needed: state_.new_version = true; break;
      case ClientSession::Notice::Kind::refused: refused_late(notice); break;
    }
  }
}

void App::prune_toasts() {
  drop_spent_offers();
  const double now_ms = platform::now_ms();
  const bool covered = state_.dialog.kind != Dialog::none;
  // Nobody can press it there; or somebody is about to.
  const auto waits = [&](const Toast& one) { return one.number == toast_focused_ || (covered && one.undo); };
  std::erase_if(state_.toasts, [&](const Toast& one) { return one.until_ms <= now_ms && !waits(one); });
  for (const Toast& one : state_.toasts)
    if (!waits(one)) platform::wake_after(one.until_ms - now_ms);
  if (toast_focused_) leave_notice();
}

}  // namespace tributary::app
