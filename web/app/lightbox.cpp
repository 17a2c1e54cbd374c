#include "web/app/lightbox.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/message_shape.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float bar_h = 56, step = 1.5f, pan_step = 80;
constexpr int side_px = 2048;

struct Shot { const ThreadEntry* entry = nullptr; const MediaItem* item = nullptr; };

// Every picture of what is loaded, in the order of the thread.
std::vector<Shot> shots(const Frame& f) {
  std::vector<Shot> all;
  const Conversation* open = f.open();
  const ThreadView* view = open ? f.session.thread(open->thread) : nullptr;
  if (!view) return all;
  for (const ThreadEntry& entry : view->entries()) {
    const MessageBody* body = entry.kind == ThreadEntry::Kind::message && entry.seq != 0 ? f.words().body(entry.message) : nullptr;
    for (std::uint32_t i = 0; body && i < body->media; ++i)
      if (const MediaItem* item = f.words().media(entry.message, i); item && is_picture(*item)) all.push_back({&entry, item});
  }
  return all;
}

std::size_t place_of(const Frame& f, const std::vector<Shot>& all) {
  const Lightbox& box = f.state.lightbox;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].item->message == box.message && all[i].item->index == box.index) return i;
  return all.size();
}

void look_at(Lightbox& box, const Shot& shot) {
  box.message = shot.item->message;
  box.index = shot.item->index;
  box.zoom = 1;
  box.x = box.y = 0;
}

void step_to(Frame& f, const std::vector<Shot>& all, int by) {
  const std::size_t at = place_of(f, all);
  if (at == all.size()) return;
  const auto to = static_cast<std::ptrdiff_t>(at) + by;
  if (to < 0 || to >= static_cast<std::ptrdiff_t>(all.size())) return;
  look_at(f.state.lightbox, all[static_cast<std::size_t>(to)]);
}

void zoom_by(Lightbox& box, float factor) {
  const float before = box.zoom;
  box.zoom = std::clamp(box.zoom * factor, 1.0f, zoom_most);
  const float real = box.zoom / before;
  box.x *= real;
  box.y *= real;
  if (box.zoom == 1) box.x = box.y = 0;
}

// The picture follows the pointer while it is held down.
void drag(Frame& f, Rect view) {
  Lightbox& box = f.state.lightbox;
  const Input& input = f.ui.input();
  if (input.pressed) box.held = view.contains(input.x, input.y);
  if (input.down && box.held && !input.pressed) {
    box.x += input.x - box.from_x;
    box.y += input.y - box.from_y;
  }
  if (!input.down) box.held = false;
  box.from_x = input.x;
  box.from_y = input.y;
}

Rect fitted(Rect view, const platform::Image& image, Lightbox& box) {
  const float scale = std::min({view.w / static_cast<float>(image.width), view.h / static_cast<float>(image.height), 4.0f}) * box.zoom;
  const float w = static_cast<float>(image.width) * scale, h = static_cast<float>(image.height) * scale;
  const float past_x = std::max(0.0f, (w - view.w) / 2), past_y = std::max(0.0f, (h - view.h) / 2);
  box.x = std::clamp(box.x, -past_x, past_x);
  box.y = std::clamp(box.y, -past_y, past_y);
  return Rect{view.x + (view.w - w) / 2 + box.x, view.y + (view.h - h) / 2 + box.y, w, h};
}

void draw_picture(Frame& f, Rect view, const Shot& shot, std::string_view name, std::string_view address) {
  Ui& ui = f.ui;
  const platform::Image image = platform::image(address, side_px);
  ui.clip(view);
  if (image.texture > 0 && image.width > 0 && image.height > 0) {
    const Rect at = fitted(view, image, f.state.lightbox);
    ui.picture(at, image, 0);
    ui.node(node_id("lightbox-picture", shot.item->message, shot.item->index), NodeRole::img, Rect{std::max(at.x, view.x), std::max(at.y, view.y), std::min(at.w, view.w), std::min(at.h, view.h)}, name);
  } else {
    const std::string_view said = image.texture < 0 ? std::string_view(words::unavailable) : std::string_view(words::loading);
    ui.label(node_id("lightbox-wait"), view.x, view.y + view.h / 2 - 10, view.w, Style::body, ui.theme().text, said, Align::middle);
  }
  ui.unclip();
}

float tool(Frame& f, float right, float y, NodeId id, std::string_view name, std::string_view icon, bool disabled, bool& pressed) {
  const float edge = f.ui.target(40);
  pressed = button(f.ui, id, Rect{right - edge, y + (bar_h - edge) / 2, edge, edge}, name, {ButtonLook::quiet, icon, true, disabled});
  return right - edge - gap::tiny;
}

// Which one, whose, and when: whose and when below one another where they do not fit side by side, the time briefly where all of
// it does not fit at all.
void caption(Ui& ui, Rect at, std::string_view count, std::string_view author, Instant moment) {
  const Theme& t = ui.theme();
  const auto ms = static_cast<double>(moment.ms);
  const std::string full = platform::format_full(ms), day = platform::format_short(ms), time = platform::format_time(ms);
  const std::string_view when = ui.keep(ui.width_of(Style::caption, full) <= at.w ? full : day == time ? time : day + " " + time);  // of today the time is all
  const std::string_view both = words::dotted(ui, {author, when});
  const bool apart = ui.width_of(Style::caption, both) > at.w;
  ui.label(node_id("lightbox-count"), at.x, at.y + (apart ? 3.0f : 9.0f), at.w, Style::small_strong, t.text, count);
  ui.label(node_id("lightbox-title"), at.x, at.y + (apart ? 21.0f : 29.0f), at.w, Style::caption, t.muted, apart ? author : both);
  if (apart) ui.label(node_id("lightbox-when"), at.x, at.y + 37, at.w, Style::caption, t.muted, when);
}

}  // namespace

NodeId nodes::lightbox_close() { return node_id("lightbox-close"); }

bool lightbox_key(Frame& f, std::string_view key) {
  Lightbox& box = f.state.lightbox;
  const int on = f.ui.right_to_left() ? -1 : 1;
  const bool near = box.zoom > 1;
  if (key == "+" || key == "=") zoom_by(box, step);
  else if (key == "-") zoom_by(box, 1 / step);
  else if (key == "0") zoom_by(box, 0);
  else if (key == "ArrowUp") box.y += near ? pan_step : 0;
  else if (key == "ArrowDown") box.y -= near ? pan_step : 0;
  else if (key == "ArrowLeft" && near) box.x += pan_step * static_cast<float>(on);
  else if (key == "ArrowRight" && near) box.x -= pan_step * static_cast<float>(on);
  else if (key == "ArrowLeft") step_to(f, shots(f), -on);
  else if (key == "ArrowRight") step_to(f, shots(f), on);
  else if (key == "PageUp") step_to(f, shots(f), -1);
  else if (key == "PageDown") step_to(f, shots(f), 1);
  else return false;
  return true;
}

void lightbox_pane(Frame& f, Rect page) {
  Lightbox& box = f.state.lightbox;
  if (!box.message) return;
  const std::vector<Shot> all = shots(f);
  const std::size_t at = place_of(f, all);
  if (at == all.size()) return f.want(intent::CloseLightbox{});
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Shot& shot = all[at];
  const std::string_view address = ui.join({"/api/v1/media/", to_text(shot.item->message), "/", ui.digits(shot.item->index)});
  const std::string_view count = words::format(ui, words::picture_of, {{"number", ui.number(static_cast<std::int64_t>(at) + 1)}, {"count", ui.number(static_cast<std::int64_t>(all.size()))}});
  const std::string_view author = author_words(f, *shot.entry);
  const std::string_view title = words::dotted(ui, {author, ui.keep(platform::format_full(static_cast<double>(shot.entry->at.ms)))});
  ui.popup(page);
  ui.fill(page, t.bg);
  platform::Node& dialog = ui.node(node_id("lightbox"), NodeRole::dialog, page, words::listed(ui, {count, title}));
  dialog.flags |= platform::node_popup;
  ui.enter(dialog.id);
  const Rect view{page.x, page.y + bar_h, page.w, page.h - bar_h};
  drag(f, view);
  draw_picture(f, view, shot, count, address);
  bool close = false, in = false, out = false;
  float right = tool(f, page.right() - gap::small, page.y, nodes::lightbox_close(), words::lightbox_close, icon::cross, false, close);
  const float edge = ui.target(40);
  const Rect save{right - edge, page.y + (bar_h - edge) / 2, edge, edge};
  if (ui.hovered(save)) ui.fill(save, t.hover, radius::button);
  platform::Node& link = ui.node(node_id("lightbox-save"), NodeRole::link, save, words::format(ui, words::download_named, {{"name", count}}));
  link.value = address;
  link.description = file_to_drag(ui, *shot.item, address);
  link.flags |= platform::node_external;
  ui.icon(save.x + (edge - 20) / 2, save.y + (edge - 20) / 2, 20, t.muted, icon::download);
  right = save.x - gap::tiny;
  right = tool(f, right, page.y, node_id("lightbox-in"), words::lightbox_in, icon::plus, box.zoom >= zoom_most, in);
  right = tool(f, right, page.y, node_id("lightbox-out"), words::lightbox_out, icon::minus, box.zoom <= 1, out);
  const float room = right - page.x - gap::large - gap::small;
  caption(ui, Rect{page.x + gap::large, page.y, room, bar_h}, count, author, shot.entry->at);
  const float side = std::max(40.0f, edge), middle = view.y + view.h / 2 - side / 2;
  if (at > 0 && button(ui, node_id("lightbox-before"), Rect{page.x + gap::small, middle, side, side}, words::lightbox_before, {ButtonLook::plain, icon::chevron_back, true})) step_to(f, all, -1);
  if (at + 1 < all.size() && button(ui, node_id("lightbox-after"), Rect{page.right() - gap::small - side, middle, side, side}, words::lightbox_after, {ButtonLook::plain, icon::chevron_on, true})) step_to(f, all, 1);
  if (in) zoom_by(box, step);
  if (out) zoom_by(box, 1 / step);
  if (in || out) f.wants_frame = true;
  if (close) f.want(intent::CloseLightbox{});
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
