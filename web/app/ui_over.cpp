// The half of Ui that lies over the page: popups, what appears softly, hints.
#include <algorithm>

#include "web/app/ui.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr double hint_after_ms = 600;
constexpr float appears_from = 6;  // px above its place

}  // namespace

float Ui::warmth(NodeId id, Rect box) { return ease(node_id("warmth", id), hovered(box) ? 1.0f : 0.0f, motion_ms::hover); }

void Ui::popup(Rect box, NodeId appears) {
  over_ = true;
  canvas_.over_everything(true);
  covers_.push_back(box);
  appearing_ = Appearing{mark(), appears ? ease_from(node_id("appears", appears), 0, 1, motion_ms::popup) : 1};
}

void Ui::end_popup() {
  if (appearing_.share < 1) shift(appearing_.mark, 0, (appearing_.share - 1) * appears_from, appearing_.share);
  appearing_ = Appearing{};
  over_ = false;
  canvas_.over_everything(false);
}

void Ui::hint(NodeId id, Rect box, std::string_view words, std::string_view key) {
  if (words.empty()) return;
  const bool focused = input_->focused == id && input_->focus_by_keys;
  if (focused || hovered(box)) offered_ = Hint{id, box, keep(words), keep(key)};
}

void Ui::draw_hint() {
  const double now = platform::now_ms();
  if (offered_.id != hinted_) {
    hinted_ = offered_.id;
    hinted_since_ms_ = now;
    unwanted_hint_ = 0;
  }
  if (input_->pressed) unwanted_hint_ = hinted_;  // whoever presses knows what it is
  if (hinted_ == 0 || hinted_ == unwanted_hint_) return;
  const double left = hint_after_ms - (now - hinted_since_ms_);
  if (left > 0) return platform::wake_after(left);
  const Theme& t = *theme_;
  const float room = std::min(360.0f, screen_.width - 4 * gap::large), key_w = offered_.key.empty() ? 0 : width_of(Style::caption, offered_.key) + 18;
  const float words_w = std::min(width_of(Style::caption, offered_.words), room - key_w);
  const float lines_h = std::max(line_height(Style::caption), paragraph_height(Style::caption, offered_.words, words_w + 1));
  const float w = words_w + key_w + 20, h = lines_h + 12;
  Rect box{offered_.box.x + offered_.box.w / 2 - w / 2, offered_.box.bottom() + 6, w, h};
  box.x = std::clamp(box.x, gap::small, std::max(gap::small, screen_.width - w - gap::small));
  if (box.bottom() > screen_.height - gap::small) box.y = offered_.box.y - 6 - h;
  const std::uint32_t bg = t.strong ? t.surface : t.dark ? t.border : t.text, fg = t.strong || t.dark ? t.text : t.surface;
  popup(box, node_id("hint", hinted_));
  shadow(box, radius::button);
  fill(box, bg, radius::button);
  if (t.strong) stroke(box, t.border_strong, radius::button);
  platform::Node& hole = node(node_id("hint"), NodeRole::none, box, {});
  hole.flags |= platform::node_popup | platform::node_hidden_text;
  enter(hole.id);
  float y = box.y + 6;
  for (const platform::LineRange& line : text::layout(offered_.words, static_cast<int>(Style::caption), words_w + 1).lines) {
    text(box.x + 10, y, Style::caption, fg, offered_.words.substr(line.begin, line.end - line.begin));
    y += line_height(Style::caption);
  }
  if (key_w > 0) {
    const Rect chip{box.right() - key_w, box.y + 5, key_w - 8, 18};
    fill(chip, with_alpha(fg, 38), radius::tag);
    text(chip.x + 5, chip.y + 1, Style::caption, fg, offered_.key);
  }
  leave();
  end_popup();
}

}  // namespace tributary::app
