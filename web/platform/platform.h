#pragma once
// The whole platform in one header: everything the app may ask of the browser, and everything the browser
// tells the app. browser.cpp answers it with Emscripten and web/platform/js/; headless.cpp natively, with
// scripted input and a fixed-width font, for tests and goldens. One thread. No Emscripten, GL or DOM elsewhere.
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ImDrawData;

namespace tributary::platform {

// The person's text size, 1 = 100 %. It scales the whole page, as the browser's own zoom does: everything in this header
// is in the app's own pixels, CSS px × zoom. Text styles must be given again, and text::invalidate() be called.
void set_zoom(float);

// ---------------------------------------------------------------- text, shaped and rasterised by the browser
// Every text style of the app, by index into the style table the app gives once (sizes scale with the user's setting).
struct TextStyle { float px = 15, line = 20; int weight = 400; bool mono = false, tabular = false; };
void set_text_styles(std::span<const TextStyle>);

// One line of text as the browser needs it to shape it: Han signs and Arabic letters look different by language, and signs
// without a direction fall in by the paragraph's. An empty language is the page's own.
struct Run { std::string_view utf8; int style = 0; std::string_view language = {}; bool rtl = false; };

struct TextMetrics { float width = 0, ascent = 0, descent = 0; bool color = false, rtl = false; };  // ascent+descent = the style's line height
TextMetrics measure(const Run&);
// The same between frames, once nothing else is to be done, for the font of its letters to be loaded by then.
void measure_when_idle(const Run&);
// Greedy lines of at most `width` CSS px: byte ranges, trailing white space left out. Paragraphs end at line feeds.
struct LineRange { std::uint32_t begin = 0, end = 0; };
std::vector<LineRange> break_lines(const Run&, float width);
// How many bytes of the text fit in `width` together with an ellipsis, cut between graphemes. All of it when it fits.
std::uint32_t fitting_bytes(const Run&, float width);

enum class Ink : std::uint8_t { dark_mask, light_mask, color };
// Draws a run into an atlas page at device pixels (x, y, w, h), with 2 px around it, more above and below where h has room for
// it. Queued until submit(). Returns how many milliseconds that will take, going by the last ones.
float raster_run(const Run&, Ink, std::uint32_t rgba, int page, int x, int y, int w, int h);
// Where bytes [begin, end) of a line lie in it, left to right: one part, more when directions mix.
struct LinePart { float x = 0, width = 0; };
std::vector<LinePart> line_parts(const Run&, std::uint32_t begin, std::uint32_t end);
// An icon: an SVG path in a 24x24 box, stroked 1.5 (or filled), into a mask page.
void raster_icon(std::string_view svg_path, bool filled, int page, int x, int y, int size_px);
// A soft shadow of a rounded box into a mask page: a square whose corners are cut apart and stretched.
void raster_shadow(int page, int x, int y, int size_px, int radius_px, int blur_px);
void make_page(int page, int width, int height, bool color);  // (re)creates and clears it
void drop_page(int page);                                      // its memory goes back
inline constexpr int page_texture_base = 2;                    // ImTextureID of page p is p + 2; 1 is one white pixel, for shapes

// ---------------------------------------------------------------- drawing
void submit(const ImDrawData*, std::uint32_t clear_rgba);     // rasters what is queued, then draws

// What the page draws by itself: focus rings, selected text, the ground behind everything. calm: nothing of it moves or fades.
struct PageColours { std::uint32_t ground = 0, focus = 0, selection = 0, ink = 0, thumb = 0; bool dark = false, strong = false, calm = false; bool operator==(const PageColours&) const = default; };
void set_page_colours(const PageColours&);

// Images by address (own origin only). The texture id when it is ready, 0 while it is loaded or waits until the relay has
// time for it (which is asked again while it is shown), -1 when it cannot be had.
struct Image { int texture = 0; int width = 0, height = 0; };
Image image(std::string_view url, int max_css_px);

// ---------------------------------------------------------------- the DOM plane: semantics, selectable text, live fields
enum class Role : std::uint8_t {
  none, region, navigation, link, list, listitem, button, heading, log, article, line, textbox, tablist, tab, menu, menuitem,
  status, alert, img, separator, toolbar, form, banner, dialog, label, checkbox, media_audio, media_video, table, row, cell, group, main,
  combobox, listbox, option, radiogroup, radio, toggle, slider,  // toggle: a switch. slider: level, position … set_size; value is said
  searchbox  // a press on it is `activated` beside taking the focus; with node_expanded a list of options hangs at it
};
enum : std::uint32_t {
  node_current = 1u << 0,      // aria-current
  node_disabled = 1u << 1,
  node_rtl = 1u << 2,
  node_multiline = 1u << 3,    // textbox: a textarea
  node_password = 1u << 4,
  node_expanded = 1u << 5, node_collapsed = 1u << 6,
  node_selected = 1u << 7,     // tab: aria-selected
  node_last_line = 1u << 8,    // line: the last of its message
  node_popup = 1u << 9,        // punches a hole into everything below it
  node_scroller = 1u << 10,    // children are placed relative to it and moved together by scroll_y
  node_hidden_text = 1u << 11, // label: decoration, aria-hidden
  node_checked = 1u << 12, node_email = 1u << 13, node_external = 1u << 14,  // link: opens a new tab
  node_focus_ring_inset = 1u << 15,
  node_static = 1u << 16,      // listitem, row: nothing happens on click, so it takes neither focus nor presses
  node_newline = 1u << 17,     // line: the white space after it holds a line feed; copying keeps it
  node_scroll_keys = 1u << 18, // scroller: Page Up, Space, End and the like move it while nothing else has the focus
  node_takes_keys = 1u << 19,  // button: hears every key but Tab while it has the focus
  node_enter_breaks = 1u << 20,// textbox of several lines: Enter starts a line, field_enter comes with Ctrl or Meta only
  node_local_time = 1u << 21,  // textbox: a date and a time of day, the browser's own picker; its text is "2026-11-23T09:00" or empty
  node_phone = 1u << 22,       // textbox: a phone's keyboard shows digits, spelling is not checked
  node_new_password = 1u << 23,// textbox, with node_password: one that is being chosen, so that the browser may propose and remember it
  node_invalid = 1u << 24,     // textbox: what is wrong with it is its second description
  node_has_menu = 1u << 25,    // button, menuitem: opens a menu
  node_checkable = 1u << 26,   // menuitem: a value that is chosen or not (node_checked) beside others
};
struct Node {
  std::uint64_t id = 0, parent = 0;         // parent 0: the plane itself. Ids are hashes of our ids, never of text shown
  Role role = Role::none;
  std::uint32_t flags = 0;
  float x = 0, y = 0, w = 0, h = 0;         // CSS px on the screen
  double scroll_y = 0;                      // scroller: how far its content is moved up; double, for ten million px are reached
  double content_h = 0;                     // scroller: the height of all its content
  int style = 0;                            // line, label, textbox: text style
  std::uint32_t rgba = 0;                   // line, label, textbox: text colour (shown only in DOM text mode; textbox always)
  std::uint32_t selected_rgba = 0;          // line: what lies behind its text while it is selected; 0: the page's own tint
  std::int32_t level = 0, position = 0, set_size = 0;  // heading level; aria-posinset, aria-setsize. separator:
                                              // aria-valuemin, -now, -max of the pane it resizes; gap -1: that lies behind it.
                                              // line: position is where it begins in the passage, in bytes
  std::uint32_t link_rgba = 0;              // line: colour of its links
  std::int32_t gap = 0;                     // line: bytes of white space between it and the next line in the source
  std::string_view language;                // line, label, textbox: of its words, BCP 47; empty: the page's
  std::string_view name, value, description;  // valid until plane() returns. textbox: name, first text in value, placeholder in
                                              // description and, behind a tab, what else is to be known of it; link, media: address in value; line: its links in
                                              // value, a row each: first byte, end, 1 where the link begins in this line,
                                              // address, all words of the link, set apart by tabs; article: description is what stands
                                              // before its text when several messages are copied, "[14:02] Maya"; its value
                                              // is what was written, where no passage tells it; button and
                                              // link of a file of ours: description is its type, name and address, set apart
                                              // by tabs, for dragging it out
};
// The whole frame's nodes in reading order. Unchanged frames cost one hash and no call into the page.
void plane(std::span<const Node>);
// What was written in a thread, message by message: all that is loaded, also what is not drawn, for the browser's own
// search and for copying. `all` replaces what was told before, the others add at one end. links: as in a line's value.
struct Passage { std::uint64_t id = 0; double at_ms = 0; std::string_view author, text, links; };
enum class PassageChange : std::uint8_t { all, before, after };
void passages(std::uint64_t scroller, PassageChange, std::span<const Passage>);
// Somebody has selected words of this line: then the page shows all of it, ground and ink, and nothing is drawn under it.
bool selected(std::uint64_t line);
void copy_text(std::string_view);                             // to the clipboard; copied says whether it may
// Where the caret of a field stands on the screen, for what pops up beside it; h = 0 when there is none.
struct CaretRect { float x = 0, y = 0, h = 0; };
CaretRect caret_rect(std::uint64_t id);
// How many bytes of a field's text stand before its caret.
std::uint32_t field_caret(std::uint64_t id);
// Puts words in the place of these bytes as if they had been typed: the person can undo it. The caret stands behind them.
// A textbox of several lines with node_expanded has a list of options hanging at it: then the keys that walk a list come
// as Event::key, and the page says which option is chosen.
void replace_in_field(std::uint64_t id, std::uint32_t begin, std::uint32_t end, std::string_view words);
// Text by the page itself instead of the canvas: 0 when the browser or the system asks for it, 1 always, 2 never (but
// without WebGL2). Takes effect with the next frame.
void prefer_text_in_dom(int choice);
// The live text of a field, by node id. Setting keeps undo; does nothing when it is the same.
std::string field_text(std::uint64_t id);
void set_field_text(std::uint64_t id, std::string_view);
void focus(std::uint64_t id);
void announce(std::string_view, bool assertive);
// While event(key) runs: the browser does nothing of its own with this press.
void take_key();
bool apple_keys();                                            // Command where others have Ctrl

// ---------------------------------------------------------------- the world
double now_ms();                                              // wall clock, UTC; frozen by tests
std::string format_time(double utc_ms);                       // "14:02", "2:02 PM" in the person's locale and zone
std::string format_day(double utc_ms);                        // "Today", "Yesterday", "Monday", "12 March 2026"
std::string format_short(double utc_ms);                      // the list: "14:02", "Yesterday", "Mon", "12 Mar"
int utc_offset_minutes(double utc_ms);                        // of the person's zone at that time, east of UTC
std::string format_full(double utc_ms);                       // hints and errors: "12 March 2026, 14:02 CET"
int day_number(double utc_ms);                                // local calendar day, to place separators
int local_hour(double utc_ms);                                // 0 … 23
void set_title(std::string_view, int unread);
std::string build_id();
// The program comes in two parts (web/later.txt): the second brings pages and dialogs that a first look does not need.
void bring_later();                                           // the first screen stands: when the browser has time
bool later_here();                                            // its words too; false: somebody waits, so it comes at once, and then a frame
bool later_stands();                                          // the same, and nobody waits; when it comes there is a frame
std::string stored(std::string_view key);                     // localStorage; empty when absent
// What cannot be kept leaves what was kept under that key before.
enum class Stored : std::uint8_t { kept, full, forbidden };  // full: its quota is used up
Stored store(std::string_view key, std::string_view value);
void open_socket();                                           // /api/v1/socket on our own origin
void send(std::string_view text);
void close_socket();
// Same-origin request with the CSRF header; the answer comes as Event::fetched with this tag.
// `once`: an Idempotency-Key, for what may be asked again after an answer was lost; empty: none.
void fetch(int tag, std::string_view method, std::string_view path, std::string_view json_body, std::string_view once = {});
// Files a person chose, pasted or dropped: each comes as Event::dropped and has a number. image("file:7", …) shows one.
void choose_files(bool several);                              // after a press only: the browser's own chooser
void upload(int file, std::string_view path);                 // POST to our own origin with &name=…; told by Event::uploaded
void forget_file(int file);                                   // stops its upload
void random_bits(std::uint64_t& high, std::uint64_t& low);
void wake_after(double ms);                                   // asks for a frame then (timers are data: the earliest wins)
void reload();
void go(std::string_view hash_path);                          // "#/all/cnv_…" without reload; comes back as Event::went
void go_back(std::string_view hash_path);                     // one step back when that leads there, else there
void download(std::string_view url);

// ---- kept by the browser for when there is no network (js/kept.js), one person's at a time. Everything that was kept comes
// back as Event::kept in the order of this list, and at the end `done` with whose it was (nobody's: empty). `stale`: what is
// kept does not reach to where this page is, or grew long; a fresh snapshot mends that.
enum class Kept : std::uint8_t { welcome, piece, lines, page, command, done, stale };
void open_kept(std::string_view who);                         // empty: whoever was here last
// The text of the socket_text that is being heard right now. begins: the first piece of all, the first page of its thread.
void keep_received(Kept, bool begins, std::string_view thread = {});
void keep_command(std::string_view id, double at_ms, std::string_view text);
void drop_command(std::string_view id);
void forget_kept(bool commands_too);                          // signed out

// ---- the person's other tabs
enum class Told : std::uint8_t { signed_out, command, preferences };  // preferences: the relay has taken other ones
void tell_tabs(Told, double at_ms = 0, std::string_view text = {});
void send_presence(std::string_view frame, bool repeats);     // now, and again while the socket is open when it repeats

// ---- notifications of the system; asked for only when a person switches them on
enum class Permission : std::uint8_t { not_asked, granted, denied };
Permission notify_permission();
void ask_to_notify();
void notify(std::string_view title, std::string_view body, std::string_view hash_path, bool silent);  // pressed: the page goes there
void chime();

enum class Theme : std::uint8_t { light, dark };
// An action has ONE trigger: `activated`. A click on a button, link, listitem, tab, menuitem or checkbox is the
// element's own click, by mouse, touch, keyboard or assistive technology alike. The pointer events exist for looks
// (hover, pressed), for dragging what only the canvas has (scrollbars), and for closing a popup by a press outside.
enum class EventKind : std::uint8_t {
  pointer_move, pointer_down, pointer_up,                     // x, y; number = button. Not sent for presses on lines and fields
  scrolled,                                                   // node = scroller, y = CSS px the person moved it, down positive: by
                                                              // wheel, touch, key, scrollbar or assistive technology alike
  adjusted,                                                   // node = separator, x = the width wanted; number 1: the layout's own again
  key,                                                        // text = KeyboardEvent.key, a tab, .code; node = what has the focus; number below.
                                                              // From a field only combinations come (and what moves in its list)
  activated,                                                  // node: click by keyboard, assistive technology or pointer on a DOM element
  field_changed, field_enter, field_escape,                   // node; enter = send (never while composing); changed: number 1 while composing
  focused,                                                    // node (0 = none)
  context,                                                    // node (0 = the canvas), x, y: a context menu of ours is asked for;
                                                              // text and fields have the browser's own
  resized,                                                    // also DPR and text mode: read screen() again
  theme_changed, fonts_changed, context_lost, context_restored,  // after the fonts or the context changed: text::invalidate()
  visible,                                                    // number: 1 page visible and focused
  socket_opened, socket_text, socket_closed,                  // text; number = close code
  fetched,                                                    // number = tag, status; text = body
  went,                                                       // text = hash path
  online,                                                     // number: navigator.onLine
  image_ready, timer,
  words_arrived,                                              // status 0: not reachable; text = the words (cmake/later_words.py), empty for English
  found,                                                      // node: the browser's own search found words in this passage
  dropped,                                                    // number = file; text = its bytes, type and name, tabs between
  hidden_long,                                                // the page was hidden for five minutes: text::release()
  uploaded,                                                   // number = file; status 0: text = percent so far; -1: no network;
                                                              // else HTTP's, text = body
  dragging,                                                   // number: 1 files are held over the page, 0 no longer
  kept,                                                       // number = Kept, text; x = when a command was given
  told,                                                       // by another tab: number = Told, x, text
  voice,                                                      // number 1: this tab speaks, 0: another does
  permission,                                                 // number = Permission, after ask_to_notify()
  copied,                                                     // after copy_text(): number 1 when the clipboard took it
};
enum : int { key_shift = 1, key_ctrl = 2, key_alt = 4, key_meta = 8, key_repeat = 16, key_in_field = 32, key_alt_graph = 64 };
struct Event { EventKind kind; double x = 0, y = 0; int number = 0, status = 0; std::uint64_t node = 0; std::string text; };

// The language of the interface. The page brings the words of the language chosen ("" = the browser's own) as
// words_arrived; at the start it does so unasked, before the first frame.
void want_language(std::string_view chosen);
// Of that language, what only the program's second part says: a file as above, empty while that is not here. needed: the
// browser stands still until it is.
std::string more_words(bool needed);
void set_language(std::string_view tag, bool right_to_left);  // <html lang dir>; times, numbers and plurals follow
std::string format_number(double value, int decimals = 0);    // "12,345.6" with the language's own digits
std::string format_percent(double share);                     // 0.9 -> "90%"
std::string format_bytes(double bytes);                       // "12 kB", "3.4 MB"
// Which form of a sentence goes with a number in the language shown (CLDR's plural rules).
enum class PluralForm : std::uint8_t { zero, one, two, few, many, other };
PluralForm plural_form(std::int64_t n);

struct Screen {
  float width = 0, height = 0, dpr = 1;
  Theme system_theme = Theme::light;
  bool text_in_dom = false, reduced_motion = false, webgl = true, forced_colors = false, more_contrast = false, coarse = false, low_memory = false;
};
Screen screen();
// The colours a person has made the system insist on; ask while screen().forced_colors.
struct SystemColours { std::uint32_t canvas = 0xFFFFFFFFu, canvas_text = 0xFF000000u, highlight = 0xFF000000u, highlight_text = 0xFFFFFFFFu, link_text = 0xFF000000u; };
SystemColours system_colours();

// The app: called by the platform. frame() returns how many more frames it wants (0 = sleep until the next event).
class App {
 public:
  virtual ~App() = default;
  virtual void event(const Event&) = 0;
  virtual int frame(double dt_s) = 0;
};
void run(App&);
void kick(int frames = 2);
struct Stats { double frames = 0, runs = 0, uploads = 0, nodes = 0, pages = 0, evictions = 0, page_mib = 0, compactions = 0, measured = 0,
               placed = 0; };  // placed: list rows put in their place
void report(const Stats&);                                    // for window.__tributary.stats()

}  // namespace tributary::platform
