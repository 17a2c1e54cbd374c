#include "web/app/page_layout.h"

#include <algorithm>

#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

void one_pane(Frame& f, Rect box) {
  constexpr float strip = 56;
  if (f.state.page == Page::inbox && f.state.thread_shown && f.state.open) return thread_pane(f, box);
  const Rect below{box.x, box.y + strip, box.w, box.h - strip};
  views_strip(f, Rect{box.x, box.y, box.w, strip});
  if (f.state.page == Page::admin) admin_pane(f, below);
  else list_pane(f, below);
}

void columns(Frame& f, Rect box) {
  const bool wide = box.w >= size::contact_from;
  const float rail = wide ? size::rail : size::rail_icons;
  views_rail(f, Rect{box.x, box.y, rail, box.h});
  const Rect rest{box.x + rail, box.y, box.w - rail, box.h};
  if (f.state.page == Page::admin) {
    f.ui.line_down(rest.x, rest.y, rest.h, f.ui.theme().border);
    return admin_pane(f, rest);
  }
  const float list = std::min(size::list, rest.w * 0.42f), contact = wide ? size::contact : 0;
  list_pane(f, Rect{rest.x, rest.y, list, rest.h});
  f.ui.line_down(rest.x, rest.y, rest.h, f.ui.theme().border);
  thread_pane(f, Rect{rest.x + list + 1, rest.y, rest.w - list - 1 - contact, rest.h});
  if (wide) contact_pane(f, Rect{rest.right() - contact, rest.y, contact, rest.h});
}

Rect thread_header_box(Rect box) {
  if (box.w < size::narrow_below) return {box.x, box.y, box.w, size::header};
  const bool wide = box.w >= size::contact_from;
  return {box.x, box.y, box.w - (wide ? size::contact : 0), size::header};
}

void inbox(Frame& f, Rect box) {
  const NodeId id = node_id("page");
  f.ui.node(id, NodeRole::main, box, {});
  f.ui.enter(id);
  const float banner = connection_banner(f, box);
  const Rect below{box.x, box.y + banner, box.w, box.h - banner};
  if (f.narrow()) one_pane(f, below);
  else columns(f, below);
  if (f.state.page == Page::inbox) assign_menu(f, thread_header_box(below));
  f.ui.leave();
}

}  // namespace

void draw_page(Frame& f) {
  const Rect box{0, 0, f.ui.screen().width, f.ui.screen().height};
  f.ui.fill(box, f.ui.theme().bg);
  if (f.state.page == Page::sign_in) {
    f.ui.node(node_id("page"), NodeRole::main, box, {});
    f.ui.enter(node_id("page"));
    sign_in_pane(f, box);
    f.ui.leave();
  } else if (f.state.page == Page::starting) {
    f.ui.label(node_id("starting"), 0, box.h / 2 - 10, box.w, Style::body, f.ui.theme().muted, words::loading, Align::middle);
  } else {
    inbox(f, box);
  }
  toasts(f, box);
}

}  // namespace tributary::app
