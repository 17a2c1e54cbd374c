#include "web/app/link.h"

#include <algorithm>
#include <utility>

#include "core/base/id_text.h"
#include "web/app/http_bodies.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::string_view signing_out_key = "signing_out";  // the relay has not heard of it yet
constexpr double pause_min_ms = 500, pause_max_ms = 15'000;

// Half to all of a pause that doubles: after a restart of the relay its pages do not all come back at once.
double pause_ms(int failures) {
  const double whole = std::min(pause_max_ms, pause_min_ms * static_cast<double>(1u << std::min(failures, 6)));
  std::uint64_t high = 0, low = 0;
  platform::random_bits(high, low);
  return whole * (0.5 + 0.5 * static_cast<double>(low % 1000) / 1000.0);
}

bool refused(int status) { return status == 401 || status == 403; }
bool answered(int status) { return status >= 200 && status < 300; }
bool unheard(int status) { return status == 0 || status == 429 || status >= 500; }

}  // namespace

void Link::begin() {
  if (phase_ == Phase::idle && state_.page == Page::starting && !tell_of_sign_out()) ask_me();
}

// Somebody signed out of this browser and the relay has not heard of it: before anything else it does.
bool Link::tell_of_sign_out() {
  if (platform::stored(signing_out_key).empty()) return false;
  phase_ = Phase::signing_out;
  platform::fetch(tag_sign_out, "DELETE", "/api/v1/session", "");
  return true;
}

void Link::begin_with(std::string_view secret) {
  link_secret_ = secret;
  use_link();
}

void Link::use_link() {
  phase_ = Phase::using_link;
  platform::fetch(tag_link, "POST", "/api/v1/session/link", link_body(link_secret_));
}

void Link::link_answered(const platform::Event& event) {
  if (unheard(event.status)) return pause();
  link_secret_.clear();
  if (answered(event.status)) return welcome_person(event.text);
  // The link is spent, but this browser may be signed in from when it was used.
  state_.sign_in.error = words::sign_in_link_used;
  ask_me();
}

void Link::ask_me() {
  phase_ = Phase::asking_me;
  platform::fetch(tag_me, "GET", "/api/v1/me", "");
}

void Link::ask_ticket() {
  phase_ = Phase::asking_ticket;
  session_->connecting();
  platform::fetch(tag_ticket, "POST", "/api/v1/session/ticket", "");
}

void Link::sign_in() {
  state_.sign_in.email = platform::field_text(nodes::email());
  const std::string password = platform::field_text(nodes::password());
  if (state_.sign_in.busy) return;
  if (state_.sign_in.email.empty() || password.empty()) {
    state_.sign_in.error = words::sign_in_wrong;
    return platform::focus(state_.sign_in.email.empty() ? nodes::email() : nodes::password());
  }
  state_.sign_in.busy = true;
  state_.sign_in.error.clear();
  phase_ = Phase::signing_in;
  platform::fetch(tag_sign_in, "POST", "/api/v1/session", sign_in_body(state_.sign_in.email, password));
}

// Without a network the relay hears of it as soon as there is one: before anything else.
void Link::sign_out() {
  platform::store(signing_out_key, "1");
  keeper_.forget(true);
  keeper_ = Keeper();
  platform::tell_tabs(platform::Told::signed_out);
  platform::fetch(tag_sign_out, "DELETE", "/api/v1/session", "");
  platform::close_socket();
  session_ = std::make_unique<ClientSession>();
  agent_ = {};
  state_.forget_written();
  state_.start_in = Page::inbox;
  signed_out(false);
}

// What customers wrote does not stay where nobody is signed in; what the agent wrote waits for them, and so does the page they
// were on.
void Link::signed_out(bool at_work, bool elsewhere) {
  if (state_.page != Page::sign_in) {  // who is there already has been told why
    if (at_work) platform::announce(elsewhere ? words::signed_out_elsewhere : words::sign_in_again, true);
    if (at_work && state_.page != Page::starting) state_.start_in = state_.page;
    state_.sign_in.again = at_work;
    state_.sign_in.elsewhere = elsewhere;
  }
  keeper_.forget(false);
  doubted_ = false;
  phase_ = Phase::idle;
  platform::close_socket();
  session_->disconnected();
  state_.page = Page::sign_in;
  state_.close_menus();
  state_.contact_drawer = false;
  state_.sign_in.busy = false;
  state_.link_lost_ms = 0;
}

// What it said of a socket before the one that is open is over.
void Link::session_ended() {
  if (phase_ != Phase::open || session_->link() != ClientSession::Link::ended) return;
  platform::close_socket();
  socket_closed();
}

void Link::pause() {
  phase_ = Phase::pausing;
  const double ms = pause_ms(failures_++);
  state_.next_try_ms = platform::now_ms() + ms;
  if (state_.link_lost_ms == 0) state_.link_lost_ms = platform::now_ms();
  platform::wake_after(ms);
}

void Link::try_now() {
  if (phase_ == Phase::idle) tell_of_sign_out();
  if (phase_ != Phase::pausing) return;
  failures_ = 0;
  try_again();
}

void Link::hold(bool on) {
  held_ = on;
  if (!on) try_now();
}

void Link::try_again() {
  if (keeper_.busy() || held_) return;
  if (!link_secret_.empty()) use_link();
  else if (agent_ && !unsure_) ask_ticket();
  else ask_me();
}

void Link::tick() {
  if (const auto at = session_->resume_at(); at && phase_ == Phase::open) {
    const double now = platform::now_ms(), left = static_cast<double>(at->ms) - now;
    if (left > 0) platform::wake_after(left);
    else send(session_->resume(Instant{static_cast<std::int64_t>(now)}));
  }
  if (phase_ != Phase::pausing) return;
  const double left = state_.next_try_ms - platform::now_ms();
  if (left > 0) return platform::wake_after(left);
  try_again();
}

// The next hello begins anew, so that what is kept is whole and short again.
void Link::seldom_looked_at() {
  if (phase_ != Phase::open || !keeper_.wants_fresh_snapshot() || session_->link() != ClientSession::Link::live) return;
  if (session_->waiting() > 0) return;
  platform::close_socket();
  session_->disconnected();
  session_->want_fresh_snapshot();
  ask_ticket();
}

void Link::send(const std::vector<std::string>& frames) {
  if (phase_ != Phase::open) return;  // what is pending goes out with the next connection
  for (const std::string& frame : frames) platform::send(frame);
}

bool Link::event(const platform::Event& event) {
  switch (event.kind) {
    case platform::EventKind::socket_opened: socket_opened(); return true;
    case platform::EventKind::socket_text: socket_text(event.text); return true;
    case platform::EventKind::socket_closed: socket_closed(); return true;
    case platform::EventKind::kept:
      if (keeper_.take(event, *session_)) came_back();
      return true;
    case platform::EventKind::told:
      if (static_cast<platform::Told>(event.number) == platform::Told::preferences) return false;
      told(event);
      return true;
    case platform::EventKind::fetched:
      if (event.number > tag_sign_out) return false;
      fetched(event);
      return true;
    default: return false;
  }
}

// Another tab of the same browser, and so of the same person.
void Link::told(const platform::Event& event) {
  if (static_cast<platform::Told>(event.number) == platform::Told::command) {
    send(session_->adopt(event.text, Instant{static_cast<std::int64_t>(event.x)}));
    keeper_.follow(*session_);
  } else if (state_.page != Page::sign_in && state_.page != Page::starting) {
    signed_out(true, true);
  }
}

// Whoever was here last finds what they had, until somebody can be asked.
void Link::unreachable() {
  const bool first = !session_->welcome() && failures_ == 0;
  pause();
  if (first && !keeper_.busy()) keeper_.open({});
}

// All that was kept is here again.
void Link::came_back() {
  if (phase_ == Phase::restoring) return ask_ticket();
  const auto who = parse_id<AgentTag>(keeper_.owner());
  if (agent_ || !who || !session_->welcome()) return;
  agent_ = *who;
  unsure_ = true;
  if (state_.page == Page::starting) state_.page = state_.start_in;
}

void Link::fetched(const platform::Event& event) {
  const int status = event.status;
  const bool heard = answered(status) || refused(status);  // a relay that has no time has signed nobody out
  if (event.number == tag_sign_out && heard) platform::store(signing_out_key, {});
  if (event.number == tag_sign_out && phase_ == Phase::signing_out) {
    if (heard) ask_me();
    else signed_out(false);
  } else if (event.number == tag_me && phase_ == Phase::asking_me) {
    if (answered(status)) welcome_person(event.text);
    else if (refused(status)) signed_out(unsure_);
    else unreachable();
  } else if (event.number == tag_link && phase_ == Phase::using_link) {
    link_answered(event);
  } else if (event.number == tag_sign_in && phase_ == Phase::signing_in) {
    if (answered(status)) welcome_person(event.text);
    else sign_in_failed(status);
  } else if (event.number == tag_ticket && phase_ == Phase::asking_ticket) {
    if (refused(status) && !held_) {
      if (std::exchange(doubted_, true)) return signed_out(true);
      failures_ = 0;  // it did answer: soon again
    }
    ticket_ = answered(status) ? ticket_of(event.text) : std::string();
    if (ticket_.empty()) return pause();
    doubted_ = false;
    phase_ = Phase::opening;
    platform::open_socket();
  }
}

void Link::sign_in_failed(int status) {
  phase_ = Phase::idle;
  state_.sign_in.busy = false;
  state_.sign_in.error = status == 429 ? words::sign_in_too_many : status == 0 || status >= 500 ? words::sign_in_unreachable : words::sign_in_wrong;
  platform::announce(state_.sign_in.error, true);
  if (refused(status)) platform::focus(nodes::password());  // either may be wrong: this is the one that is typed anew
}

void Link::welcome_person(std::string_view me_body) {
  const AgentId who = agent_of_me(me_body);
  if (agent_ && !(who == agent_)) {  // somebody else: nothing of the one before is shown or sent
    session_ = std::make_unique<ClientSession>();
    keeper_ = Keeper();
    state_.forget_written();
    state_.open = {};
    state_.start_in = Page::inbox;
  }
  const bool same_page = session_->welcome().has_value();
  agent_ = who;
  unsure_ = false;
  failures_ = 0;
  state_.has_password = has_password_of_me(me_body);
  state_.sign_in = SignInForm{};
  platform::store(signing_out_key, {});
  if (state_.page == Page::starting || state_.page == Page::sign_in) state_.page = state_.start_in;
  phase_ = Phase::restoring;
  if (same_page) ask_ticket();
  else keeper_.open(to_text(who));
}

void Link::socket_opened() {
  if (phase_ != Phase::opening) return;
  phase_ = Phase::open;
  send(session_->connected(ticket_, platform::build_id()));
  ticket_.clear();
}

void Link::socket_text(std::string_view text) {
  const std::vector<std::string> frames = session_->receive(text, Instant{static_cast<std::int64_t>(platform::now_ms())});
  if (const auto& welcome = session_->welcome(); welcome && agent_ && welcome->agent != agent_) {
    platform::close_socket();  // another tab signed in as somebody else
    session_->disconnected();
    return ask_me();
  }
  keeper_.received(*session_);
  send(frames);
  keeper_.follow(*session_);
  if (session_->wants_reconnect()) {  // lines are missing: the next hello asks from our cursor
    platform::close_socket();
    return socket_closed();
  }
  if (session_->link() != ClientSession::Link::live) return;
  failures_ = 0;
  state_.link_lost_ms = 0;
}

void Link::socket_closed() {
  session_->disconnected();
  if (phase_ == Phase::idle) return;
  pause();
}

}  // namespace tributary::app
