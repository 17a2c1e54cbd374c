#pragma once
// The platform without a browser, for tests: a fixed-width font, a clock and a network that the test holds,
// and a record of everything the app showed, said, stored and asked for. One app at a time.
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/platform/platform.h"

namespace tributary::platform::headless {

struct ShownNode {  // a Node that owns its words
  Node node;
  std::string name, value, description;
};
struct ShownPassage { std::uint64_t id = 0; std::string author, text, links; };
struct Request { int tag = 0; std::string method, path, body, once; };
struct Upload { int file = 0; std::string path; };
struct KeptRow { Kept kind = Kept::lines; std::string text, id; double at_ms = 0; };
struct Notification { std::string title, body, path; bool silent = false; };
struct Measured { std::string text, language; int style = 0; bool rtl = false; };
struct Announcement { std::string words; bool assertive = false; };

struct Record {
  std::vector<ShownNode> nodes;          // of the last frame
  std::vector<ShownPassage> passages;    // of the open thread
  int passage_calls = 0;
  const ImDrawData* drawn = nullptr;     // of the last frame, until the next
  std::set<std::uint64_t> selected;      // lines of which somebody has selected words
  std::string clipboard;
  bool clipboard_takes = true;           // false: the browser does not let the page copy
  std::deque<Request> requests;          // not yet answered
  std::vector<Upload> uploads;           // begun
  std::vector<int> forgotten_files;
  int choosers = 0;                      // times the file chooser was opened
  std::vector<Measured> measured_when_idle;
  std::vector<std::string> sent;         // frames given to the socket
  std::vector<Announcement> announcements;
  std::map<std::string, std::string> storage;
  Stored storing = Stored::kept;         // what becomes of what is to be stored
  std::map<std::uint64_t, std::string> fields;
  std::uint64_t focused = 0;
  CaretRect caret;                       // of whatever field is asked for
  std::string title, address, build = "test", language = "en";
  std::vector<std::string> wanted_languages;
  bool right_to_left = false;
  int unread = 0, frames = 0, reloads = 0, chimes = 0;
  std::string kept_who;                  // whose the kept rows are
  std::vector<KeptRow> kept;             // in the order they come back in
  std::vector<KeptRow> told;             // to the other tabs: kind command, or done when signed out, or with the id "preferences"
  std::string presence;                  // the frame said last
  std::vector<Notification> notifications;
  Permission permission = Permission::not_asked, answer_to_ask = Permission::granted;
  // The person's zone: minutes east of UTC, and what they become at an instant, when clocks change.
  int zone_minutes = 0, zone_minutes_after = 0;
  double zone_changes_ms = -1;           // -1: never
  int utc_offset_minutes(double ms) const { return zone_changes_ms >= 0 && ms >= zone_changes_ms ? zone_minutes_after : zone_minutes; }
  bool socket_open = false, socket_wanted = false;
  bool later_here = true, later_asked = false;  // the program's second part
  std::string more_words;                // its words, here as soon as it is; a test's English has them all compiled in
  int words_needed = 0;                  // times one of them was shown before they had been read
  bool apple = false, key_taken = false;  // key_taken: the last key was the app's
  double now_ms = 0, wake_ms = -1;       // wake_ms: the earliest asked for; -1 none
  Screen screen;
  float zoom = 1;
  PageColours colours;
  SystemColours system;
};
Record& record();

void reset(Screen screen, double now_ms);   // forgets everything; before the app is made
void start(App& app, std::string_view address);
void emit(const Event& event);
Event event_of(EventKind kind);
int settle(int frames_max = 20);            // draws while frames are wanted; returns how many were drawn
void pass(double ms);                       // time goes on; due timers ring
void answer(int status, std::string_view body);  // the oldest request

// By role and beginning of the name; nullptr when none is shown.
const ShownNode* find(Role role, std::string_view name);
bool press(Role role, std::string_view name);             // activates it; false when it is not there or disabled
bool type(std::string_view field, std::string_view text); // replaces the field's text
bool enter(std::string_view field);
// KeyboardEvent.key and .code with modifiers (platform::key_…); true when the app took it.
bool key(std::string_view key, int modifiers = 0, std::string_view code = {});

std::string dump();  // the node tree with rectangles, for goldens

}  // namespace tributary::platform::headless
