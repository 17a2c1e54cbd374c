// The platform's verbs, answered by a record that the test reads.
#include "web/platform/headless.h"

#include <algorithm>

namespace tributary::platform {
namespace {

headless::Record the_record;
App* the_app = nullptr;
int wanted_frames = 0;
std::deque<Event> waiting_events;  // raised from inside the app: heard when it has returned
std::string heard;                 // the text of the event the app is hearing
std::uint64_t random_state = 1;

void deliver_waiting() {
  while (!waiting_events.empty()) {
    const Event next = std::move(waiting_events.front());
    waiting_events.pop_front();
    heard = next.text;
    the_app->event(next);
  }
}

std::uint64_t next_random() {  // splitmix64
  std::uint64_t z = (random_state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

}  // namespace

void submit(const ImDrawData* drawn, std::uint32_t) { the_record.drawn = drawn; }
Image image(std::string_view, int) { return {0, 0, 0}; }

void plane(std::span<const Node> nodes) {
  the_record.nodes.clear();
  std::map<std::uint64_t, std::string> fields;
  for (const Node& n : nodes) {
    headless::ShownNode shown{n, std::string(n.name), std::string(n.value), std::string(n.description)};
    if (n.role == Role::textbox || n.role == Role::combobox || n.role == Role::searchbox) {  // a field that appears holds its first text, one that stays keeps what was typed
      const auto old = the_record.fields.find(n.id);
      fields[n.id] = old != the_record.fields.end() ? old->second : shown.value;
    }
    the_record.nodes.push_back(std::move(shown));
  }
  the_record.fields = std::move(fields);
}

void passages(std::uint64_t, PassageChange change, std::span<const Passage> list) {
  std::vector<headless::ShownPassage> told;
  for (const Passage& one : list) told.push_back({one.id, std::string(one.author), std::string(one.text), std::string(one.links)});
  auto& all = the_record.passages;
  if (change == PassageChange::all) all.clear();
  all.insert(change == PassageChange::before ? all.begin() : all.end(), told.begin(), told.end());
  ++the_record.passage_calls;
}
bool selected(std::uint64_t line) { return the_record.selected.count(line) > 0; }
void copy_text(std::string_view text) {
  if (the_record.clipboard_takes) the_record.clipboard = text;
  Event event = headless::event_of(EventKind::copied);
  event.number = the_record.clipboard_takes ? 1 : 0;
  waiting_events.push_back(std::move(event));
  kick(2);
}
void prefer_text_in_dom(int choice) {
  if (choice != 0) the_record.screen.text_in_dom = choice == 1;
}
CaretRect caret_rect(std::uint64_t) { return the_record.caret; }

// Nobody moves the caret of a test away from the end of what was typed.
std::uint32_t field_caret(std::uint64_t id) { return static_cast<std::uint32_t>(field_text(id).size()); }
void replace_in_field(std::uint64_t id, std::uint32_t begin, std::uint32_t end, std::string_view words) {
  std::string& text = the_record.fields[id];
  const std::size_t from = std::min<std::size_t>(begin, text.size()), to = std::clamp<std::size_t>(end, from, text.size());
  text.replace(from, to - from, words);
}

std::string field_text(std::uint64_t id) {
  const auto it = the_record.fields.find(id);
  return it == the_record.fields.end() ? std::string() : it->second;
}
void set_field_text(std::uint64_t id, std::string_view text) { the_record.fields[id] = text; }
void focus(std::uint64_t id) { the_record.focused = id; }
void announce(std::string_view words, bool assertive) { the_record.announcements.push_back({std::string(words), assertive}); }

void take_key() { the_record.key_taken = true; }
bool apple_keys() { return the_record.apple; }

double now_ms() { return the_record.now_ms; }
void set_title(std::string_view title, int unread) {
  the_record.title = title;
  the_record.unread = unread;
}
std::string build_id() { return the_record.build; }
void bring_later() { the_record.later_asked = true; }
bool later_here() { return the_record.later_here; }
bool later_stands() { return the_record.later_here; }
std::string stored(std::string_view key) {
  const auto it = the_record.storage.find(std::string(key));
  return it == the_record.storage.end() ? std::string() : it->second;
}
Stored store(std::string_view key, std::string_view value) {
  if (value.empty() || the_record.storing == Stored::kept) the_record.storage[std::string(key)] = value;
  return value.empty() ? Stored::kept : the_record.storing;
}
void open_socket() { the_record.socket_wanted = true; }
void send(std::string_view text) {
  if (the_record.socket_open) the_record.sent.emplace_back(text);
}
void close_socket() { the_record.socket_open = the_record.socket_wanted = false; }
void fetch(int tag, std::string_view method, std::string_view path, std::string_view body, std::string_view once) {
  the_record.requests.push_back({tag, std::string(method), std::string(path), std::string(body), std::string(once)});
}
void random_bits(std::uint64_t& high, std::uint64_t& low) {
  high = next_random();
  low = next_random();
}
void wake_after(double ms) {
  const double at = the_record.now_ms + ms;
  if (the_record.wake_ms < 0 || at < the_record.wake_ms) the_record.wake_ms = at;
}
void reload() { ++the_record.reloads; }
void go(std::string_view path) { the_record.address = path; }
void go_back(std::string_view path) { the_record.address = path; }
void download(std::string_view) {}
void choose_files(bool) { ++headless::record().choosers; }
void upload(int file, std::string_view path) { headless::record().uploads.push_back({file, std::string(path)}); }
void forget_file(int file) { headless::record().forgotten_files.push_back(file); }

void open_kept(std::string_view who) {
  if (!who.empty() && who != the_record.kept_who) std::erase_if(the_record.kept, [](const headless::KeptRow& row) { return row.kind != Kept::command; });
  if (!who.empty()) the_record.kept_who = who;
  for (const headless::KeptRow& row : the_record.kept) {
    Event event = headless::event_of(EventKind::kept);
    event.number = static_cast<int>(row.kind);
    event.x = row.at_ms;
    event.text = row.text;
    waiting_events.push_back(std::move(event));
  }
  Event done = headless::event_of(EventKind::kept);
  done.number = static_cast<int>(Kept::done);
  done.text = the_record.kept_who;
  waiting_events.push_back(std::move(done));
  kick(2);
}

void keep_received(Kept kind, bool begins, std::string_view) {
  auto& rows = the_record.kept;
  if (kind == Kept::piece && begins) std::erase_if(rows, [](const headless::KeptRow& row) { return row.kind != Kept::welcome && row.kind != Kept::command; });
  if (kind == Kept::welcome) std::erase_if(rows, [](const headless::KeptRow& row) { return row.kind == Kept::welcome; });
  const auto place = std::find_if(rows.begin(), rows.end(), [&](const headless::KeptRow& row) {
    const auto rank = [](Kept one) { return one == Kept::page ? 1.5 : one == Kept::lines ? 2.0 : static_cast<double>(one); };
    return rank(row.kind) > rank(kind);
  });
  rows.insert(place, headless::KeptRow{kind, heard, {}, 0});
}

void keep_command(std::string_view id, double at_ms, std::string_view text) {
  the_record.kept.push_back(headless::KeptRow{Kept::command, std::string(text), std::string(id), at_ms});
}
void drop_command(std::string_view id) {
  std::erase_if(the_record.kept, [&](const headless::KeptRow& row) { return row.kind == Kept::command && row.id == id; });
}
void forget_kept(bool commands_too) {
  std::erase_if(the_record.kept, [&](const headless::KeptRow& row) { return commands_too || row.kind != Kept::command; });
  the_record.kept_who.clear();
}
void tell_tabs(Told what, double at_ms, std::string_view text) {
  the_record.told.push_back(headless::KeptRow{what == Told::command ? Kept::command : Kept::done, std::string(text), what == Told::preferences ? "preferences" : "", at_ms});
}
void send_presence(std::string_view frame, bool) { the_record.presence = frame; }
Permission notify_permission() { return the_record.permission; }
void ask_to_notify() {
  the_record.permission = the_record.answer_to_ask;
  Event event = headless::event_of(EventKind::permission);
  event.number = static_cast<int>(the_record.permission);
  waiting_events.push_back(std::move(event));
  kick(2);
}
void notify(std::string_view title, std::string_view body, std::string_view path, bool silent) {
  the_record.notifications.push_back({std::string(title), std::string(body), std::string(path), silent});
}
void chime() { ++the_record.chimes; }

Screen screen() {
  Screen scaled = the_record.screen;
  scaled.width /= the_record.zoom;
  scaled.height /= the_record.zoom;
  scaled.dpr *= the_record.zoom;
  return scaled;
}
void set_zoom(float zoom) { the_record.zoom = zoom; }
void set_page_colours(const PageColours& colours) { the_record.colours = colours; }
SystemColours system_colours() { return the_record.system; }
void run(App& app) { the_app = &app; }
void kick(int frames) { wanted_frames = std::max(wanted_frames, frames); }
void report(const Stats&) {}

namespace headless {

Record& record() { return the_record; }

void reset(Screen screen, double now_ms) {
  the_record = Record{};
  the_record.screen = screen;
  the_record.now_ms = now_ms;
  the_app = nullptr;
  wanted_frames = 0;
  waiting_events.clear();
  random_state = 1;
}

void start(App& app, std::string_view address) {
  the_app = &app;
  the_record.address = address;
  Event went = event_of(EventKind::went), visible = event_of(EventKind::visible), online = event_of(EventKind::online);
  went.text = address;
  visible.number = online.number = 1;
  for (const Event& event : {went, visible, online}) emit(event);
}

Event event_of(EventKind kind) {
  Event event;
  event.kind = kind;
  return event;
}

void emit(const Event& event) {
  heard = event.text;
  the_app->event(event);
  kick(2);
  deliver_waiting();
}

int settle(int frames_max) {
  int drawn = 0;
  for (; wanted_frames > 0 && drawn < frames_max; ++drawn) {
    --wanted_frames;
    wanted_frames = std::max(wanted_frames, the_app->frame(0.016));
    deliver_waiting();
    ++the_record.frames;
  }
  return drawn;
}

void pass(double ms) {
  const double until = the_record.now_ms + ms;
  while (the_record.wake_ms >= 0 && the_record.wake_ms <= until) {
    the_record.now_ms = std::max(the_record.now_ms, the_record.wake_ms);
    the_record.wake_ms = -1;
    emit(event_of(EventKind::timer));
    settle();
  }
  the_record.now_ms = until;
}

void answer(int status, std::string_view body) {
  if (the_record.requests.empty()) return;
  Event event = event_of(EventKind::fetched);
  event.number = the_record.requests.front().tag;
  event.status = status;
  event.text = body;
  the_record.requests.pop_front();
  emit(event);
}

const ShownNode* find(Role role, std::string_view name) {
  for (const ShownNode& shown : the_record.nodes)
    if (shown.node.role == role && std::string_view(shown.name).substr(0, name.size()) == name) return &shown;
  return nullptr;
}

static const ShownNode* find_field(std::string_view name) {
  for (Role role : {Role::textbox, Role::combobox, Role::searchbox})
    if (const ShownNode* shown = find(role, name)) return shown;
  return nullptr;
}

bool press(Role role, std::string_view name) {
  const ShownNode* shown = find(role, name);
  if (!shown || (shown->node.flags & (node_disabled | node_static)) != 0) return false;
  Event event = event_of(EventKind::activated);
  event.node = shown->node.id;
  emit(event);
  settle();
  return true;
}

bool type(std::string_view field, std::string_view text) {
  const ShownNode* shown = find_field(field);
  if (!shown || (shown->node.flags & node_disabled) != 0) return false;
  Event event = event_of(EventKind::field_changed);
  event.node = shown->node.id;
  event.text = the_record.fields[event.node] = text;
  emit(event);
  settle();
  return true;
}

bool key(std::string_view key, int modifiers, std::string_view code) {
  Event event = event_of(EventKind::key);
  event.text = std::string(key) + "\t" + std::string(code);
  event.number = modifiers;
  event.node = the_record.focused;
  the_record.key_taken = false;
  emit(event);
  settle();
  return the_record.key_taken;
}

bool enter(std::string_view field) {
  const ShownNode* shown = find_field(field);
  if (!shown) return false;
  Event event = event_of(EventKind::field_enter);
  event.node = shown->node.id;
  event.text = the_record.fields[event.node];
  emit(event);
  settle();
  return true;
}

}  // namespace headless
}  // namespace tributary::platform
