#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/message_view.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float read_after_ms = 1000, older_within = 600;

std::uint32_t below_seen(const ThreadScroll& scroll, const ThreadLayout& layout) {
  std::uint32_t count = 0;
  for (std::size_t i = layout.items.size(); i > 0 && layout.items[i - 1].key != scroll.seen_key; --i) ++count;
  return scroll.seen_key == 0 || count == layout.items.size() ? 0 : count;
}

void jump_pill(Frame& f, Rect view, const ThreadLayout& layout) {
  if (f.state.thread.at_bottom || largest_scroll(view, layout.content) - f.state.thread.bar.y < 120) return;
  Ui& ui = f.ui;
  const std::uint32_t fresh = below_seen(f.state.thread, layout);
  const std::string_view name = fresh > 0 ? words::plural(ui, words::jump_to_new, fresh) : words::jump_to_latest;
  const ButtonOptions look{fresh > 0 ? ButtonLook::primary : ButtonLook::plain, icon::arrow_down, false, false, platform::node_popup};
  const float w = button_width(ui, name, look);
  const float h = ui.target(size::button);
  const Rect box{view.x + (view.w - w) / 2, view.bottom() - h - gap::medium, w, h};
  ui.popup(box);
  ui.shadow(box, radius::button);
  if (button(ui, node_id("jump"), box, name, look)) f.want(intent::JumpToLatest{});
  ui.end_popup();
}

// Read = the newest message was on the screen of a focused page for a second (ui.md 3.2).
void mark_read(Frame& f, const Conversation& conversation) {
  UiState& s = f.state;
  const std::uint32_t waiting = unread(f.data(), f.me(), conversation);
  const ThreadView* thread = f.session.thread(conversation.thread);
  const bool seen = s.page_visible && s.thread.at_bottom && waiting > 0 && thread && !thread->entries().empty();
  if (!seen) {
    s.read_since_ms = 0;
    return;
  }
  const double now = platform::now_ms();
  if (s.read_since_ms == 0 || s.read_count != conversation.inbound) {
    s.read_since_ms = now;
    s.read_count = conversation.inbound;
    platform::wake_after(read_after_ms);
  } else if (now - s.read_since_ms >= read_after_ms) {
    s.read_since_ms = 0;
    f.want(intent::MarkRead{conversation.id, conversation.inbound});
  } else {
    platform::wake_after(read_after_ms - (now - s.read_since_ms));
  }
}

}  // namespace

NodeId nodes::log(ThreadId thread) { return node_id("log", thread); }

void message_log(Frame& f, Rect view, const Conversation& conversation) {
  Ui& ui = f.ui;
  const ThreadLayout layout = lay_out_thread(f, conversation, view);
  const double scroll_y = f.state.thread.bar.y;
  const NodeId id = nodes::log(conversation.thread);
  platform::Node& log = ui.node(id, NodeRole::log, view, words::messages);
  scroller(log, f.state.thread.bar, layout.content, true);
  ui.enter(id);
  ui.clip(view);
  for (std::size_t i = layout.first; i < layout.last; ++i) {
    const ThreadItem& item = layout.items[i];
    draw_item(f, item, Rect{view.x, view.y + static_cast<float>(item.top - scroll_y), view.w, item.height});
  }
  ui.unclip();
  ui.leave();
  const bool loading = f.session.loading(conversation.thread);
  if (layout.items.empty()) {
    if (loading || f.session.has_older(conversation.thread))
      ui.label(node_id("log-loading"), view.x + gap::huge, view.y + gap::huge, view.w, Style::small, ui.theme().muted, words::loading);
  } else if (scroll_y < older_within && !loading && f.session.has_older(conversation.thread) && f.session.link() == ClientSession::Link::live) {
    f.want(intent::LoadOlder{conversation.thread});
  }
  jump_pill(f, view, layout);
  mark_read(f, conversation);
}

void thread_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  ui.fill(box, ui.theme().surface);
  const Conversation* conversation = f.open();
  const NodeId region = node_id("thread-region");
  ui.node(region, NodeRole::region, box, words::conversation);
  ui.enter(region);
  if (!conversation) {
    const bool gone = f.state.open && f.session.link() == ClientSession::Link::live;
    empty_state(ui, node_id("thread-empty"), box, icon::bubble, gone ? words::conversation_gone : words::choose, gone ? std::string_view() : words::choose_hint);
  } else {
    const Rect header{box.x, box.y, box.w, size::header};
    thread_header(f, header, *conversation);
    const float composer = composer_height(f, *conversation, box.w);
    message_log(f, Rect{box.x, box.y + size::header + 1, box.w, box.h - size::header - 1 - composer}, *conversation);
    composer_pane(f, Rect{box.x, box.bottom() - composer, box.w, composer}, *conversation);
  }
  ui.leave();
}

}  // namespace tributary::app
