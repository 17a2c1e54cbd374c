#pragma once
// What a person has chosen for themselves. Kept by the browser under "preferences" as JSON, so that the first frame
// has it; the relay keeps most of it too (shared_preferences.h). What cannot be read falls back to the defaults, field by field.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::app {

enum class ThemeChoice : std::uint8_t { system, light, dark, contrast };
enum class Density : std::uint8_t { comfortable, cosy, compact };
enum class Choice : std::uint8_t { automatic, on, off };  // automatic: as the system or the browser says

inline constexpr int text_percent_min = 90, text_percent_max = 150, text_percent_step = 10;

// A filter under a name, for the rail: whose, and where it leads ("#/all?status=open"). A browser may hold those of several people.
struct SavedView {
  std::string agent, name, address;
  bool operator==(const SavedView&) const = default;
};
inline constexpr std::size_t views_max = 30, view_name_characters_max = 60;

inline constexpr int undo_choices[] = {0, 5, 10, 20, 30};

struct Preferences {
  ThemeChoice theme = ThemeChoice::system;
  Density density = Density::comfortable;
  int text_percent = 100;               // text_percent_min … text_percent_max
  std::string language;                 // "en", "de", "ar"; empty: the browser's
  Choice reduced_motion = Choice::automatic;
  Choice sharper_text = Choice::automatic;  // text drawn by the page itself instead of the canvas
  bool enter_sends = true;              // off: Ctrl+Enter sends, Enter starts a line
  int undo_seconds = 0;                 // a reply waits so long before it leaves, and can be taken back: one of undo_choices
  bool single_keys = true;              // off: no shortcut without Ctrl, Alt or Meta (WCAG 2.1.4)
  std::map<std::string, std::string> keys;  // action name -> chord chosen instead of its default; empty chord = switched off
  float rail_width = 0, list_width = 0, contact_width = 0;  // CSS px; 0: the layout's own
  bool contact_shown = true;
  bool notify_desktop = false, notify_sound = false;  // off until somebody wants them
  bool notify_mine = true, notify_assigned = true, notify_mention = true, notify_unassigned = false;  // of what
  bool notify_hides_text = false;       // who and what stay on the page
  bool quiet_hours = false;
  int quiet_from = 22, quiet_until = 7; // whole hours of the day; may go over midnight
  std::vector<SavedView> views;
  bool operator==(const Preferences&) const = default;
};

Preferences preferences_of(std::string_view json);
std::string preferences_text(const Preferences&);
// The browser's copy. App loads it before the first frame and saves state.prefs after any frame that changed it:
// whoever wants another setting just writes it there.
Preferences load_preferences();
void save_preferences(const Preferences&);

// What a setting with an automatic position comes to, given what the system says.
constexpr bool is_on(Choice choice, bool system_says) { return choice == Choice::automatic ? system_says : choice == Choice::on; }

}  // namespace tributary::app
