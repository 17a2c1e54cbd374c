#include "web/app/ui.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "web/app/plane_limit.h"
#include "web/app/word.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

int index(Style style) { return static_cast<int>(style); }

float aligned(float x, float room, float width, Align align) {
  if (align == Align::middle) return x + (room - width) / 2;
  if (align == Align::end) return x + room - width;
  return x;
}

}  // namespace

char* Scratch::room(std::size_t bytes) {
  constexpr std::size_t block_bytes = 64 * 1024;
  while (block_ < blocks_.size() && used_ + bytes > blocks_[block_].size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t size = bytes > block_bytes ? bytes : block_bytes;
    blocks_.push_back(Block{std::make_unique<char[]>(size), size});
    used_ = 0;
  }
  char* place = blocks_[block_].bytes.get() + used_;
  used_ += bytes;
  return place;
}

std::string_view Scratch::keep(std::string_view s) { return join({s}); }

std::string_view Scratch::join(std::initializer_list<std::string_view> parts) {
  std::size_t total = 0;
  for (std::string_view part : parts) total += part.size();
  if (total == 0) return {};
  char* place = room(total);
  char* end = place;
  for (std::string_view part : parts) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  }
  return {place, total};
}

bool Ui::shows(NodeId id) const {
  return std::any_of(nodes_.begin(), nodes_.end(), [id](const platform::Node& one) { return one.id == id; });
}

void Ui::begin(const platform::Screen& screen, const Theme& theme, const Sizes& sizes, const Input& input, double dt_s, bool reduced_motion) {
  screen_ = screen;
  theme_ = &theme;
  sizes_ = sizes;
  motion_.begin(static_cast<float>(dt_s * 1000), reduced_motion);
  offered_ = Hint{};
  input_ = &input;
  nodes_.clear();
  parents_.clear();
  clips_.clear();
  covers_before_.swap(covers_);
  covers_.clear();
  scratch_.clear();
  top_words_ = 0;
  over_ = false;
  mirrored_ = words::right_to_left();
  text::begin_frame(screen);
  canvas_.begin(screen.width, screen.height, screen.dpr, dt_s, input.x, input.y);
}

void Ui::end() {
  draw_hint();
  motion_.end();
  platform::submit(canvas_.end(), theme_->bg);
  keep_within_limit(nodes_, input_->focused);
  platform::plane(nodes_);
}

bool Ui::hovered(Rect box) const {
  const float x = input_->x, y = input_->y;
  if (!box.contains(x, y) || (!clips_.empty() && !clips_.back().contains(x, y))) return false;
  if (over_) return true;
  for (const Rect& cover : covers_before_)
    if (cover.contains(x, y)) return false;
  return true;
}

bool Ui::activated(NodeId id) const {
  for (NodeId one : input_->activated)
    if (one == id) return true;
  return false;
}

bool Ui::entered(NodeId id) const {
  for (NodeId one : input_->entered)
    if (one == id) return true;
  return false;
}

float Ui::width_of(Style style, std::string_view words) const { return text::metrics(words, index(style)).width; }

float Ui::draw_words(float x, float y, Style style, std::uint32_t colour, std::string_view words, const text::Reading& reading) {
  if (words.empty() || !near_view(y)) return 0;
  return text::draw(canvas_.words(), x, y, index(style), colour, words, reading);
}

// What the page needs to show the same words as the canvas.
void Ui::dress(platform::Node& n, Style style, std::uint32_t colour, std::string_view words, const text::Reading& reading) const {
  const platform::Run run = text::run_of(words, index(style), reading);
  n.style = index(style);
  n.rgba = colour;
  n.language = run.language;
  if (run.rtl) n.flags |= platform::node_rtl;
}

// Rows just outside their scroller are said (to assistive technology) but need no pixels.
bool Ui::near_view(float y) const {
  constexpr float tallest = 40;
  return clips_.empty() || (y < clips_.back().bottom() && y + tallest > clips_.back().y);
}

NodeId Ui::next_word_id() {
  if (parents_.empty()) return node_id("words", 0, top_words_++);
  return node_id("words", parents_.back().id, parents_.back().words++);
}

float Ui::text(float x, float y, Style style, std::uint32_t colour, std::string_view words, const text::Reading& reading) {
  if (words.empty()) return 0;
  const float w = text::metrics(words, index(style), reading).width;
  if (!screen_.text_in_dom) {
    draw_words(seen_x(x, w), y, style, colour, words, reading);
    return w;
  }
  platform::Node& n = seen_node(next_word_id(), NodeRole::label, Rect{text::snap(seen_x(x, w)), text::snap(y), w, line_height(style)}, words);
  n.flags = platform::node_hidden_text;
  dress(n, style, colour, words, reading);
  return w;
}

float Ui::text_in(float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, Align align) {
  const text::Fitted fitted = text::fit(words, index(style), w);
  const float width = width_of(style, fitted.shown);
  text(aligned(x, w, width, align), y, style, colour, fitted.shown);
  if (fitted.cut) hint(node_id("cut", parent(), static_cast<std::uint64_t>(y)), Rect{x, y, w, line_height(style)}, words);
  return width;
}

void Ui::label(NodeId id, float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, Align align) {
  const text::Fitted fitted = text::fit(words, index(style), w);
  const float width = width_of(style, fitted.shown);
  const float at = text::snap(seen_x(aligned(x, w, width, align), width)), top = text::snap(y);
  platform::Node& n = seen_node(id, NodeRole::label, Rect{at, top, width, line_height(style)}, screen_.text_in_dom ? fitted.shown : words);
  dress(n, style, colour, n.name);
  if (!screen_.text_in_dom) draw_words(at, top, style, colour, fitted.shown);
  if (fitted.cut) hint(id, Rect{x, y, w, line_height(style)}, words);
}

// Said as one sentence, drawn line by line.
float Ui::paragraph(NodeId id, float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, Align align) {
  const text::Layout& layout = text::layout(words, index(style), w);
  const float line = line_height(style), height = line * static_cast<float>(layout.lines.size());
  platform::Node& n = node(id, NodeRole::label, Rect{text::snap(x), text::snap(y), w, line}, words);
  n.style = index(style);  // its own colour stays none: the lines below are what is seen
  enter(id);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const std::string_view part = words.substr(layout.lines[i].begin, layout.lines[i].end - layout.lines[i].begin);
    text(aligned(x, w, layout.widths[i], align), y + line * static_cast<float>(i), style, colour, part, layout.reading(i));
  }
  leave();
  return height;
}

float Ui::paragraph_height(Style style, std::string_view words, float w) const {
  return line_height(style) * static_cast<float>(text::layout(words, index(style), w).lines.size());
}

std::string_view Ui::number(std::int64_t value) { return scratch_.keep(platform::format_number(static_cast<double>(value))); }

std::string_view Ui::digits(std::int64_t value) { return scratch_.keep(std::to_string(value)); }

// What a finger must hit is 44 px even where less is drawn; never past the screen.
Rect Ui::reachable(NodeRole role, Rect box) const {
  const bool small = role == NodeRole::button || role == NodeRole::link || role == NodeRole::tab || role == NodeRole::menuitem ||
                     role == NodeRole::checkbox || role == NodeRole::toggle || role == NodeRole::slider;
  if (!small || !touch()) return box;
  const float w = target(box.w), h = target(box.h);
  const float x = std::max(0.0f, std::min(box.x - (w - box.w) / 2, screen_.width - w)), y = std::max(0.0f, box.y - (h - box.h) / 2);
  return Rect{x, y, w, h};
}

platform::Node& Ui::node(NodeId id, NodeRole role, Rect box, std::string_view name) { return seen_node(id, role, seen(reachable(role, box)), name); }

platform::Node& Ui::seen_node(NodeId id, NodeRole role, Rect box, std::string_view name) {
  platform::Node n;
  n.id = id;
  n.parent = parent();
  n.role = role;
  n.x = box.x;
  n.y = box.y;
  n.w = box.w;
  n.h = box.h;
  n.name = scratch_.keep(name);
  nodes_.push_back(n);
  return nodes_.back();
}

void Ui::rehearse(const std::function<void()>& draw) {
  static const Input nobody;
  const Input* someone = std::exchange(input_, &nobody);
  Motion motion = std::exchange(motion_, Motion{});
  motion_.begin(0, true);
  const std::vector<Parent> parents = parents_;
  const std::uint64_t top_words = top_words_;
  const std::size_t said = nodes_.size();
  const Hint offered = offered_;
  const int drawn = mark();
  draw();
  shift(drawn, 0, 0, 0);
  offered_ = offered;
  nodes_.resize(said);
  top_words_ = top_words;
  parents_ = parents;
  motion_ = std::move(motion);
  input_ = someone;
}

void Ui::clip(Rect box) {
  clips_.push_back(clips_.empty() ? box : common(clips_.back(), box));
  canvas_.clip(seen(box));
}

void Ui::unclip() {
  clips_.pop_back();
  canvas_.unclip();
}

}  // namespace tributary::app
