// Dialogs of fields and lists, the search, the contact page: what they open with and what becomes of what was typed.
#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "web/app/app.h"
#include "web/app/change_one.h"
#include "web/app/form_pane.h"
#include "web/app/header_scan.h"
#include "web/app/people_bodies.h"
#include "web/app/person_facts.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/tag_colours.h"
#include "web/app/thread_layout.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr double typing_pause_ms = 150;
constexpr std::size_t query_bytes_max = 1000;  // the relay takes no more (docs/api.md)
constexpr int answers_apart = 8;  // so many requests may be under way: each answer knows its own

// Today's offset is an hour off on the other side of a change of the clocks.
std::int64_t offset_minutes(const SearchDay& day) { return (instant_of({day.year, day.month, day.day}).ms - midnight(day).ms) / limits::minute_ms; }

}  // namespace

bool App::do_command(const intent::Do& wanted, const std::function<bool()>& brought_by) {
  close_menu(true);
  if (const auto change = change_of(wanted.command)) return change_one(*change, brought_by, wanted.told);
  if (!(brought_by ? brought_by() : ask(wanted.command))) return false;
  if (wanted.told.empty()) return true;
  std::optional<Intent> back;
  if (!wanted.undo.empty()) back = intent::Do{wanted.undo.front()};
  toast(wanted.told, false, std::move(back));
  return true;
}

void App::open_form(const intent::OpenForm& i) {
  const DialogState before = state_.dialog;
  if (i.kind == before.kind) return;
  keep_unsent();
  NodeId button = state_.menu_open() ? state_.menu_button : state_.context.of != ContextMenu::Of::nothing ? state_.context.opener : 0;
  if (state_.list_menu.kind != ListMenuKind::none) button = state_.list_menu.opener;
  close_list_menu(false);
  close_context_menu(false);
  open_dialog(i.kind);
  DialogState& d = state_.dialog;
  if (button && before.kind == Dialog::none) d.focus_before = button;  // the menu's own items are gone by then
  d.conversation = i.conversation ? i.conversation : before.conversation;
  d.contact = i.contact ? i.contact : contact_of(session_->state(), d.conversation);
  d.other = i.other;
  d.tag = i.tag;
  d.customer = i.customer;
  d.note = i.note;
  d.thing = i.thing;
  d.account = i.account;
  d.date_for = i.date_for;
  state_.search = SearchState{};
  state_.customers = CustomerSearch{};
  state_.form = i.kind == Dialog::new_conversation ? state_.unsent_conversation : FormState{};
  if (is_form(i.kind)) first_texts(session_->state(), session_->words(), d, state_.form, i.text);
  if (i.kind == Dialog::customer) ask_relay_customers();
}

// A new conversation that was begun and left is there again next time.
void App::keep_unsent() {
  if (state_.dialog.kind != Dialog::new_conversation) return;
  state_.unsent_conversation = state_.form;
  state_.unsent_conversation.error.clear();
}

void App::create_tag(const intent::CreateTag& i) {
  if (session_->waiting() == 0) tags_made_for_.clear();
  CommandId id;
  const auto colour = tag_colours[static_cast<std::size_t>(i.name.size()) % tag_colours.size()].rgb;
  if (!ask(CreateTag{i.name, {}, colour}, &id)) return;
  tags_made_for_[same_bits<TagId>(id)] = i.conversation;
  change_one(TagConversation{i.conversation, same_bits<TagId>(id)});
  state_.dialog.query.clear();
  platform::set_field_text(nodes::palette_field(), "");
}

// ---- the search
void App::tend_search() {
  const Dialog kind = state_.dialog.kind;
  const bool by_recipient = kind == Dialog::new_conversation, customers = kind == Dialog::customer;
  if (kind != Dialog::search && kind != Dialog::merge && !by_recipient && !customers) return;
  SearchState& s = state_.search;
  const std::string typed = by_recipient ? sought_recipient(session_->state(), state_.form) : state_.dialog.query;
  if (s.typed != typed) s.typed = typed, s.typed_ms = platform::now_ms();
  if (!customers) {
    ask_headers(s.scan, typed);
    const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
    if (scan_headers(f, s.scan)) platform::kick(1);
  }
  const bool relay_knows = kind == Dialog::search ? s.asked == typed : !customers || state_.customers.asked == typed;
  if (relay_knows) return;
  const double left = s.typed_ms + typing_pause_ms - platform::now_ms();
  if (left > 0) return platform::wake_after(left);
  if (customers) ask_relay_customers();
  else ask_relay_search(false);
}

void App::ask_relay_search(bool more) {
  SearchState& s = state_.search;
  if (!more) s.asked = s.typed;
  s.failed = false;
  s.too_long = s.asked.size() > query_bytes_max;
  s.waiting = !blank(s.asked) && !s.too_long;
  if (!s.waiting) {
    s.messages.clear();
    s.next.clear();
    return;
  }
  std::string path = "/api/v1/search?q=" + percent_encoded(s.asked) + "&utcOffset=" + std::to_string(platform::utc_offset_minutes(platform::now_ms()));
  const SearchQuery query = parse_search(s.asked);
  if (query.after) path += "&afterOffset=" + std::to_string(offset_minutes(*query.after));
  if (query.before) path += "&beforeOffset=" + std::to_string(offset_minutes(*query.before));
  if (more) path += "&cursor=" + percent_encoded(s.next);
  s.more = more;
  s.number = (s.number + 1) % answers_apart;
  platform::fetch(tag_search + s.number, "GET", path, "");
}

void App::ask_relay_customers() {
  CustomerSearch& c = state_.customers;
  const std::string& typed = state_.dialog.query;
  if (c.begun && c.asked == typed) return;
  c.begun = c.waiting = true;
  c.asked = typed;
  c.number = (c.number + 1) % answers_apart;
  platform::fetch(tag_customers + c.number, "GET", "/api/v1/customers?q=" + percent_encoded(typed), "");
}

bool App::people_fetched(const platform::Event& event) {
  SearchState& s = state_.search;
  CustomerSearch& c = state_.customers;
  const bool good = event.status >= 200 && event.status < 300;
  if (event.number == tag_start) return start_answered(event), true;
  if (event.number >= tag_search && event.number < tag_search + answers_apart) {
    if (event.number != tag_search + s.number || !s.waiting) return true;  // of what was typed before
    s.waiting = false;
    s.failed = !good;
    if (!s.more) s.messages.clear(), s.next.clear();
    if (good) read_found(event.text, s);
    state_.dialog.told = false;
    return true;
  }
  if (event.number < tag_customers || event.number >= tag_customers + answers_apart) return false;
  if (event.number != tag_customers + c.number) return true;
  c.waiting = false;
  c.failed = !good;
  c.found = good ? customers_of(event.text) : std::vector<CustomerSearch::Found>{};
  state_.dialog.told = false;
  return true;
}

// ---- a message to be shown: older pages are loaded until it is there
void App::show_entry(const intent::JumpToEntry& i) {
  act(intent::OpenConversation{i.conversation});
  state_.seek = Seek{i.conversation, i.entry};
}

void App::tend_seek() {
  Seek& seek = state_.seek;
  if (seek.entry == 0) return;
  const Conversation* conversation = session_->state().conversations.find(seek.conversation);
  if (!conversation || state_.open != seek.conversation) return void(seek = Seek{});
  if (session_->loading(conversation->thread)) return;
  const ThreadView* thread = session_->thread(conversation->thread);
  if (!thread) return;
  for (const ThreadEntry& entry : thread->entries()) {
    if (entry_key(entry) != seek.entry) continue;
    state_.thread.at_bottom = state_.thread.near_bottom = false;
    state_.thread.show = seek.entry;
    platform::focus(seek.entry);
    seek = Seek{};
    return;
  }
  if (session_->link() != ClientSession::Link::live) return;  // goes on when the connection is back
  if (session_->has_older(conversation->thread)) return link_.send(session_->load_older(conversation->thread));
  seek = Seek{};
  toast(std::string(std::string_view(words::people::search_gone)), true);
}

// ---- the contact page
void App::open_contact(ContactId contact) {
  close_menu(false);
  close_context_menu(false);
  const ContactId person = root_contact(session_->state(), contact);
  state_.page = Page::contact;
  state_.contact_page = person;
  state_.contact_drawer = false;
  state_.contact_scroll = Scroll{};
  if (!(contact_of(session_->state(), state_.open) == person)) {
    state_.open = {};
    if (const ConversationId latest = latest_conversation(session_->state(), person)) open_conversation(latest);
  }
  state_.thread_shown = false;  // on a phone the person comes first
  go();
}

// The address may name a person before the snapshot has arrived.
void App::tend_contact_page() {
  if (state_.page != Page::contact || state_.open || state_.contact_page == ContactId{}) return;
  if (const ConversationId latest = latest_conversation(session_->state(), state_.contact_page)) {
    const bool shown = state_.thread_shown;
    open_conversation(latest);
    state_.thread_shown = shown;
  }
}

}  // namespace tributary::app
