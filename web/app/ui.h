#pragma once
// One frame of the page: every call draws and says the same thing at once. Words that a node already
// speaks are drawn with text(); words in their own right with label() or paragraph(). In DOM text mode
// nothing of either is drawn: the page shows the nodes' own text at exactly the same places.
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "web/app/canvas.h"
#include "web/app/input.h"
#include "web/app/motion.h"
#include "web/app/sizes.h"
#include "web/app/theme.h"
#include "web/platform/platform.h"
#include "web/text/run_atlas.h"

namespace tributary::app {

using NodeRole = platform::Role;
// The part of a link that lies in one line: bytes of the line; whether the link begins here; all its words.
struct LinePiece { std::uint32_t begin = 0, end = 0; bool begins = true; std::string_view address, whole; };
struct LineLinks { std::uint32_t colour = 0; std::span<const LinePiece> pieces = {}; };
enum class Align : std::uint8_t { start, middle, end };

// Text that lives as long as a frame, without an allocation per string.
class Scratch {
 public:
  std::string_view keep(std::string_view);
  std::string_view join(std::initializer_list<std::string_view>);
  void clear() { block_ = 0; used_ = 0; }

 private:
  char* room(std::size_t bytes);
  struct Block { std::unique_ptr<char[]> bytes; std::size_t size = 0; };
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;
};

class Ui {
 public:
  void begin(const platform::Screen&, const Theme&, const Sizes&, const Input&, double dt_s, bool reduced_motion);
  void end();  // draws and hands the nodes to the page

  const Theme& theme() const { return *theme_; }
  const Sizes& sizes() const { return sizes_; }
  const Input& input() const { return *input_; }
  const platform::Screen& screen() const { return screen_; }
  // Fingers are at work, or may be: targets of 44 px, fields of 16 px.
  bool touch() const { return screen_.coarse || screen_.width < size::narrow_below; }
  // What keys do is shown where there is a keyboard; fingers have none.
  bool shows_keys() const { return !screen_.coarse; }
  float target(float small) const { return touch() && small < size::target ? size::target : small; }
  bool hovered(Rect) const;
  // Panes draw as if every language ran from left to right; in one that does not, the whole page is mirrored here,
  // on its way to the canvas and the plane, and the pointer on its way in. Only text knows its own direction.
  bool right_to_left() const { return mirrored_; }
  float logical_x(double x) const { return static_cast<float>(mirrored_ ? static_cast<double>(screen_.width) - x : x); }
  // Where a line of this direction begins in its box: a paragraph begins at the side its language begins.
  float line_start(float x, float room, float width, bool rtl) const { return rtl == mirrored_ ? x : x + room - width; }
  bool activated(NodeId) const;
  bool entered(NodeId) const;

  // ---- shapes
  void fill(Rect, std::uint32_t colour, float rounding = 0);
  void stroke(Rect, std::uint32_t colour, float rounding, float thickness = 1);
  void line_across(float x, float y, float w, std::uint32_t colour);
  void line_down(float x, float y, float h, std::uint32_t colour);
  void circle(float x, float y, float r, std::uint32_t colour);
  void shadow(Rect, float rounding);                   // e2: popups, toasts
  void deep_shadow(Rect);                              // e3: dialogs
  void icon(float x, float y, float size, std::uint32_t colour, std::string_view path);  // those that point somewhere are mirrored
  void picture(Rect, const platform::Image&, float rounding);  // covers the box, cut evenly

  // ---- words
  float width_of(Style, std::string_view) const;
  float text(float x, float y, Style, std::uint32_t colour, std::string_view, const text::Reading& = {});
  // Cut with an ellipsis where it does not fit. Returns the width taken.
  float text_in(float x, float y, float w, Style, std::uint32_t colour, std::string_view, Align = Align::start);
  void label(NodeId, float x, float y, float w, Style, std::uint32_t colour, std::string_view, Align = Align::start);
  float paragraph(NodeId, float x, float y, float w, Style, std::uint32_t colour, std::string_view, Align = Align::start);
  float paragraph_height(Style, std::string_view, float w) const;
  std::string_view keep(std::string_view s) { return scratch_.keep(s); }
  std::string_view join(std::initializer_list<std::string_view> parts) { return scratch_.join(parts); }
  std::string_view number(std::int64_t);  // as the language writes it
  std::string_view digits(std::int64_t);  // 0-9, for addresses and whatever reads them again

  // ---- semantics: a node is a child of the one entered last
  platform::Node& node(NodeId, NodeRole, Rect, std::string_view name);
  // One visual line of a message, selectable, with the links in it.
  platform::Node& message_line(NodeId, float x, float y, float w, Style, std::uint32_t colour, std::string_view, LineLinks = {}, const text::Reading& = {});
  void enter(NodeId id) { parents_.push_back(Parent{id, 0}); }
  void leave() { parents_.pop_back(); }
  void clip(Rect);
  void unclip();
  // ---- motion (motion.h): asks for frames only while something moves
  float ease(NodeId id, float target, float ms) { return motion_.ease(id, target, ms); }
  float ease_from(NodeId id, float from, float target, float ms) { return motion_.ease(id, target, ms, from); }
  float warmth(NodeId, Rect);                          // 0 … 1: how far the pointer has warmed this box
  bool pressed_on(Rect box) const { return input_->down && hovered(box); }
  bool moving() const { return motion_.moving(); }
  bool shows(NodeId) const;                            // said in the frame drawn last
  // What is drawn between these two lies elsewhere by (dx, dy), and fainter; its nodes stay where they are.
  int mark() { return canvas_.mark(); }
  void shift(int since, float dx, float dy, float alpha) { canvas_.shift(since, mirrored_ ? -dx : dx, dy, alpha); }

  // What a person learns when they stay on something: its name, its key, the whole of a text that was cut.
  void hint(NodeId, Rect, std::string_view words, std::string_view key = {});

  // Draws for nobody to see, hear or press: words are measured and rastered before they are shown.
  void rehearse(const std::function<void()>& draw);

  // Popups: drawn over the page, holes in the page's own text (give the box to popup() once).
  // With an id it appears softly the first time it is drawn.
  void popup(Rect, NodeId appears = 0);
  void end_popup();

 private:
  struct Parent { NodeId id = 0; std::uint64_t words = 0; };
  void draw_line(float x, float y, float w, Style, std::uint32_t colour, std::string_view, LineLinks, const text::Reading&);
  std::string_view link_rows(LineLinks);
  float draw_words(float x, float y, Style, std::uint32_t colour, std::string_view, const text::Reading& = {});
  void dress(platform::Node&, Style, std::uint32_t colour, std::string_view, const text::Reading& = {}) const;
  NodeId parent() const { return parents_.empty() ? 0 : parents_.back().id; }
  NodeId next_word_id();
  Rect reachable(NodeRole, Rect) const;
  bool near_view(float y) const;
  void draw_hint();
  float seen_x(float x, float w) const { return mirrored_ ? screen_.width - x - w : x; }
  Rect seen(Rect box) const { return {seen_x(box.x, box.w), box.y, box.w, box.h}; }
  platform::Node& seen_node(NodeId, NodeRole, Rect on_the_screen, std::string_view name);

  Canvas canvas_;
  Scratch scratch_;
  platform::Screen screen_;
  const Theme* theme_ = nullptr;
  const Input* input_ = nullptr;
  std::vector<platform::Node> nodes_;
  std::vector<Parent> parents_;
  std::vector<Rect> clips_, covers_, covers_before_;
  std::uint64_t top_words_ = 0;
  Sizes sizes_;
  Motion motion_;
  struct Appearing { int mark = 0; float share = 1; } appearing_;
  struct Hint { NodeId id = 0; Rect box; std::string_view words, key; } offered_;
  NodeId hinted_ = 0, unwanted_hint_ = 0;
  double hinted_since_ms_ = 0;
  bool over_ = false, mirrored_ = false;
};

}  // namespace tributary::app
